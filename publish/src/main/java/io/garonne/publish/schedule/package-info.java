/** Advice about printers, for people and machines. */
@NullMarked
package io.garonne.publish.schedule;

import org.jspecify.annotations.NullMarked;
