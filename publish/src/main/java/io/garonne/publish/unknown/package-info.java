/** Devices that report and that nobody has described. */
@NullMarked
package io.garonne.publish.unknown;

import org.jspecify.annotations.NullMarked;
