/** The estate as people write it down: a table with one line per device and validity. */
@NullMarked
package io.garonne.model.inventory;

import org.jspecify.annotations.NullMarked;
