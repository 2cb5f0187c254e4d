/** The commands of {@code ./garonne}, one class each. */
@NullMarked
package io.garonne.deploy.command;

import org.jspecify.annotations.NullMarked;
