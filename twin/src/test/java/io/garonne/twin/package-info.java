@NullMarked
package io.garonne.twin;

import org.jspecify.annotations.NullMarked;
