/**
 * Years of an invented city, by unit and half month: its true energy, and what a sample of meters
 * would have said of it.
 */
@NullMarked
package io.garonne.twin.years;

import org.jspecify.annotations.NullMarked;
