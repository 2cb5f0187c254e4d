/** Words, numbers and dates in French and English. */
@NullMarked
package io.garonne.publish.text;

import org.jspecify.annotations.NullMarked;
