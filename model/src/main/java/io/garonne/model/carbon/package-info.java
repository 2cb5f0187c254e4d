/**
 * What the grid emits now: the carbon intensity of a quarter-hour, read from éCO2mix files. Direct
 * emissions of generation in France, for operations only: to see when the grid is clean, and to
 * propose when something might run. It is never multiplied with energy into the indicator and never
 * shares a column with the yearly life-cycle factors of {@link io.garonne.model.indicator}: the one
 * leaves out what was emitted to build and to fuel, the other does not.
 */
@NullMarked
package io.garonne.model.carbon;

import org.jspecify.annotations.NullMarked;
