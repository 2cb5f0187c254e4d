/** Slots and calendar periods in a site's zone. */
@NullMarked
package io.garonne.model.calendar;

import org.jspecify.annotations.NullMarked;
