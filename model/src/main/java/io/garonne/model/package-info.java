/** The vocabulary: readings, devices, totals. No I/O, no clock, no log. */
@NullMarked
package io.garonne.model;

import org.jspecify.annotations.NullMarked;
