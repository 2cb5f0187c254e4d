@NullMarked
package io.garonne.streams;

import org.jspecify.annotations.NullMarked;
