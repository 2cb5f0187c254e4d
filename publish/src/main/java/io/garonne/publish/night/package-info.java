/** Nights, weekends, what is unused, what came of actions, and models, for people and machines. */
@NullMarked
package io.garonne.publish.night;

import org.jspecify.annotations.NullMarked;
