/** Which fields say something about a person, in one table. */
@NullMarked
package io.garonne.model.privacy;

import org.jspecify.annotations.NullMarked;
