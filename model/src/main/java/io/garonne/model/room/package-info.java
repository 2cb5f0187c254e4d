/** Server rooms: loads against ratings, the headroom of two feeds, idle servers, PUE. Pure. */
@NullMarked
package io.garonne.model.room;

import org.jspecify.annotations.NullMarked;
