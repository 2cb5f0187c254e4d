/** Readings to totals, live power and alerts. */
@NullMarked
package io.garonne.streams;

import org.jspecify.annotations.NullMarked;
