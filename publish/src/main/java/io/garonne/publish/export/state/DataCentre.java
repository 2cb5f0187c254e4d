package io.garonne.publish.export.state;

import io.garonne.model.indicator.Quality;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A line of data centres.
 *
 * @param name plain
 * @param longName for people
 * @param pue of the twelve months, or null: nothing that may be called so
 * @param country where it is
 * @param entity whose it is
 * @param quality how well the PUE is known, or null: there is none
 */
record DataCentre(
    String name,
    String longName,
    @Nullable BigDecimal pue,
    String country,
    String entity,
    @Nullable Quality quality) {}
