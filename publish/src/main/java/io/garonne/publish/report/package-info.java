/**
 * What is handed to people on paper or as a file: the report of a month or year, the council's
 * page, the notice for a place. Pure: the same records, the same bytes.
 */
@NullMarked
package io.garonne.publish.report;

import org.jspecify.annotations.NullMarked;
