@NullMarked
package io.garonne.publish;

import org.jspecify.annotations.NullMarked;
