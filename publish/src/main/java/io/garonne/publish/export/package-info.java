@NullMarked
package io.garonne.publish.export;

import org.jspecify.annotations.NullMarked;
