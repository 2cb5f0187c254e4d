package io.garonne.publish.chart;

import io.garonne.publish.text.Texts;

/**
 * A picture of figures. What it says does not depend on colour: shapes, dashes and words say it.
 */
public sealed interface Chart permits LineChart, StackedColumns, StackedBars, HeatMap {
  /**
   * The figure as HTML that is also well-formed XML: title and conclusion, the picture, what its
   * strokes and patterns mean, and the figures as a table that can be opened (open in print).
   */
  String html(Heading heading, Texts texts);
}
