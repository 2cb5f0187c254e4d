/** The programme's figures through the whole chain. */
@NullMarked
package io.garonne.deploy.indicator;

import org.jspecify.annotations.NullMarked;
