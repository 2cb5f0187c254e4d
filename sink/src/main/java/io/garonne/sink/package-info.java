@NullMarked
package io.garonne.sink;

import org.jspecify.annotations.NullMarked;
