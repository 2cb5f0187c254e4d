/** The target: what has changed at constant user perimeter, and how sure that is. */
@NullMarked
package io.garonne.model.indicator;

import org.jspecify.annotations.NullMarked;
