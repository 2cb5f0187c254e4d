package io.garonne.twin;

import io.garonne.model.Reading;
import org.jspecify.annotations.Nullable;

/**
 * What a metering point could say at an instant, before its dialect rounds it.
 *
 * @param stamp milliseconds since 1970 UTC by the device's clock
 * @param power milliwatts
 * @param register millijoules, a multiple of the resolution; null without register
 * @param today millijoules since local midnight
 * @param yesterday millijoules of the local day before
 * @param voltage millivolts
 * @param powerFactor thousandths
 * @param pages cumulative pages; null unless a printer
 * @param state null unless a printer
 */
record Sample(
    long stamp,
    long power,
    @Nullable Long register,
    long today,
    long yesterday,
    long voltage,
    long powerFactor,
    @Nullable Long pages,
    Reading.@Nullable State state) {}
