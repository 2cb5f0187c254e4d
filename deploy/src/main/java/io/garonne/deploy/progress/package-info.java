@NullMarked
package io.garonne.deploy.progress;

import org.jspecify.annotations.NullMarked;
