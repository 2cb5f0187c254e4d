package io.garonne.model.inventory;

import io.garonne.model.PointRef;

/**
 * An asset that hangs on a channel.
 *
 * @param asset the asset
 * @param point the channel, or a device with all channels that have no line of their own
 * @param validity when
 * @param line as it was written
 */
public record Connection(String asset, PointRef point, Validity validity, EstateLine line) {}
