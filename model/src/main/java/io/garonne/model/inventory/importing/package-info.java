/**
 * Files of neighbouring systems, read into lines of the estate's tables; {@code docs/importers.md}
 * says what becomes what. Text in, lines out: no file is opened here.
 */
@NullMarked
package io.garonne.model.inventory.importing;

import org.jspecify.annotations.NullMarked;
