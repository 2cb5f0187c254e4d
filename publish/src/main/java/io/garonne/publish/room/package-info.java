/** Server rooms for people and machines: loads, headroom, peaks, idle servers, PUE. */
@NullMarked
package io.garonne.publish.room;

import org.jspecify.annotations.NullMarked;
