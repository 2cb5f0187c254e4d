/** What is not shown because it would tell of one person. */
@NullMarked
package io.garonne.model.withholding;

import org.jspecify.annotations.NullMarked;
