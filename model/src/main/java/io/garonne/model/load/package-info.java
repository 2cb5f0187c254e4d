/** Load curves: what a device drew, by the quarter-hours of local days. */
@NullMarked
package io.garonne.model.load;

import org.jspecify.annotations.NullMarked;
