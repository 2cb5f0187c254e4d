package io.garonne.streams;

import io.garonne.model.PointRef;

/**
 * A channel's quarter-hour in a tree of meters.
 *
 * @param root the top of the tree by the inventory
 * @param channel the channel
 * @param slot start of the quarter-hour, milliseconds since 1970 UTC
 */
record BranchKey(PointRef root, ChannelKey channel, long slot) {}
