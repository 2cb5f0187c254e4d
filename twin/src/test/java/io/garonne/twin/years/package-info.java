@NullMarked
package io.garonne.twin.years;

import org.jspecify.annotations.NullMarked;
