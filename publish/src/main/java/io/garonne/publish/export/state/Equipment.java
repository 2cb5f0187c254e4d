package io.garonne.publish.export.state;

import io.garonne.model.indicator.Quality;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A line of physical equipment.
 *
 * @param name plain, and no other line's
 * @param model model, or what it is
 * @param quantity how many units
 * @param dataCentre plain name of a line of data centres, or null: it stands in none, and no PUE is
 *     to be applied to it
 * @param bought day of purchase, else first day of use, or null
 * @param type as the equipment class says it
 * @param country where it is used
 * @param annual kWh of one unit in twelve months at its own input, without PUE, with at most three
 *     decimals; null: not measured
 * @param source where the consumption comes from, or null: nowhere
 * @param entity whose it is, or null: several
 * @param quality how well the consumption is known, or null: it is not
 */
record Equipment(
    String name,
    String model,
    int quantity,
    @Nullable String dataCentre,
    @Nullable LocalDate bought,
    String type,
    String country,
    @Nullable BigDecimal annual,
    @Nullable String source,
    @Nullable String entity,
    @Nullable Quality quality) {}
