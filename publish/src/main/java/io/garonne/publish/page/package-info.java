/** The page: a model made from the views, and its HTML in French and English. */
@NullMarked
package io.garonne.publish.page;

import org.jspecify.annotations.NullMarked;
