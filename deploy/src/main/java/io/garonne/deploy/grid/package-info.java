/** The grid's carbon intensity: from éCO2mix files into its topic. */
@NullMarked
package io.garonne.deploy.grid;

import org.jspecify.annotations.NullMarked;
