/** The devices there are, with what they do now. */
@NullMarked
package io.garonne.publish.device;

import org.jspecify.annotations.NullMarked;
