/** Slots and calendar periods in a site's zone, and when people are at a site. */
@NullMarked
package io.garonne.model.calendar;

import org.jspecify.annotations.NullMarked;
