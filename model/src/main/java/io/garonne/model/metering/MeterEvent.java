package io.garonne.model.metering;

import io.garonne.model.Finding;

/**
 * Something the meter noticed that a person may want to see. Metering the same readings again gives
 * the same events again.
 *
 * @param kind RESET, DISCONTINUITY, REGISTER_MISSING or POWER_ABOVE_RATING
 * @param at event time, milliseconds since 1970 UTC
 * @param detail one line for a person, in English
 */
public record MeterEvent(Finding.Kind kind, long at, String detail) {}
