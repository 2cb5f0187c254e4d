/**
 * Printers: in which states they are, when they are used, which timetable would do, and what came
 * of it. Pure functions of load curves.
 *
 * <p>All of it looks at quarter-hours, not at single readings: they are exact, corrected when
 * something comes late, and kept for 400 days. What that cannot see: a state shorter than a quarter
 * of an hour shows only as part of a mean, how often a printer wakes within one, and when in it a
 * job came. The mean between two levels is read as so much time in each.
 */
@NullMarked
package io.garonne.model.schedule;

import org.jspecify.annotations.NullMarked;
