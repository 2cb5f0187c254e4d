package io.garonne.deploy.correction;

import io.garonne.model.Correction;
import io.garonne.model.metering.Amendment;

/**
 * What a person wants to say, before it is known whether it can be.
 *
 * @param channel channel of the device
 * @param measure which counter
 * @param at instant, milliseconds since 1970 UTC
 * @param toTheSecond whether it was given without a fraction: any reading within that second is
 *     meant
 * @param kind what it does
 * @param last for a reading or an exchange, as in {@link Amendment}
 * @param first for an exchange
 * @param resolution of what was read, as in {@link Amendment}
 * @param who who says so
 * @param why the reason
 */
public record Wanted(
    String device,
    String channel,
    Correction.Measure measure,
    long at,
    boolean toTheSecond,
    Amendment.Kind kind,
    long last,
    long first,
    long resolution,
    String who,
    String why) {}
