@NullMarked
package io.garonne.deploy;

import org.jspecify.annotations.NullMarked;
