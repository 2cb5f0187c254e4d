/** The streams topology as a picture, drawn from its own description. */
@NullMarked
package io.garonne.deploy.topology;

import org.jspecify.annotations.NullMarked;
