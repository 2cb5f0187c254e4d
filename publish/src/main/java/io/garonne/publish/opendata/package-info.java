/**
 * What a city publishes of its digital equipment: an edition of files, with what masks single
 * persons in it, and what others check and compare.
 */
@NullMarked
package io.garonne.publish.opendata;

import org.jspecify.annotations.NullMarked;
