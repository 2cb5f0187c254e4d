package io.garonne.twin;

import org.jspecify.annotations.Nullable;

/**
 * A metering point: one channel of one device.
 *
 * @param device name of the device
 * @param channel its channel, or null where the device has only one
 * @param site name of the site
 * @param equipment what stands there
 * @param rack rack, or null
 * @param dialect how the device speaks
 * @param register whether it has an energy register
 * @param resolution smallest step of the register in millijoules
 * @param seed of everything drawn for it
 * @param person seed of the person at whose desk it stands
 */
record Point(
    String device,
    @Nullable String channel,
    String site,
    Equipment equipment,
    @Nullable String rack,
    Dialect dialect,
    boolean register,
    long resolution,
    long seed,
    long person) {}
