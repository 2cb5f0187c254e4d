/**
 * Faults on real processes, and whether a total is any different for them. The twin is the source
 * of truth; everything else is what would run in production, each part in a process of its own.
 */
@NullMarked
package io.garonne.deploy.faults;

import org.jspecify.annotations.NullMarked;
