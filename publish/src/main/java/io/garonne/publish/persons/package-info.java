/**
 * Which sums may leave, and how: a sum with equipment of persons is of at least so many of them, or
 * it leaves together with others, or not at all. Exports, page, API and reports ask here.
 */
@NullMarked
package io.garonne.publish.persons;

import org.jspecify.annotations.NullMarked;
