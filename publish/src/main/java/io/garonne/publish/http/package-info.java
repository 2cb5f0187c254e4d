/** A request in, an answer out; the JDK's server around it. */
@NullMarked
package io.garonne.publish.http;

import org.jspecify.annotations.NullMarked;
