/** The programme's figures for people and machines: tables, CSV, and their arithmetic. */
@NullMarked
package io.garonne.publish.indicator;

import org.jspecify.annotations.NullMarked;
