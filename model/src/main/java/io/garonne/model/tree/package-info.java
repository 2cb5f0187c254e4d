/** Trees of meters: every branch counts at its topmost meter, and nothing counts twice. */
@NullMarked
package io.garonne.model.tree;

import org.jspecify.annotations.NullMarked;
