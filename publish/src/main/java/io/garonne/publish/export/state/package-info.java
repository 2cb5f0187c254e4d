@NullMarked
package io.garonne.publish.export.state;

import org.jspecify.annotations.NullMarked;
