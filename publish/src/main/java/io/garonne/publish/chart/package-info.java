/**
 * Pictures of figures as text: a figure with an SVG that says itself what it shows, a sentence that
 * says what it means, and the figures as a table below it. Pure: the same input, the same text.
 *
 * <p>Whoever shows charts has {@link io.garonne.publish.chart.ChartStyle#css} in the document once.
 */
@NullMarked
package io.garonne.publish.chart;

import org.jspecify.annotations.NullMarked;
