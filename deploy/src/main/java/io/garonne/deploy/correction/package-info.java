/**
 * What persons say of readings and meters: whether it can be, what it changes, and how it is kept.
 */
@NullMarked
package io.garonne.deploy.correction;

import org.jspecify.annotations.NullMarked;
