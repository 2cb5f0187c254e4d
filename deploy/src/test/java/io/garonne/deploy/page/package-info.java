/** The page in a real browser. */
@NullMarked
package io.garonne.deploy.page;

import org.jspecify.annotations.NullMarked;
