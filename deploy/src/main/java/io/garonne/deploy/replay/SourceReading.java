package io.garonne.deploy.replay;

import org.jspecify.annotations.Nullable;

/**
 * One usable line of a source.
 *
 * @param at milliseconds since 1970 UTC
 * @param power milliwatts, at least 0, or null
 * @param energy register in millijoules, at least 0, or null
 * @param powerText the power in watts as the source wrote it, or null
 * @param energyText the register in kWh as the source wrote it, or null
 */
record SourceReading(
    long at,
    @Nullable Long power,
    @Nullable Long energy,
    @Nullable String powerText,
    @Nullable String energyText) {}
