package io.garonne.model.tree;

import io.garonne.model.Assignment;
import io.garonne.model.PointRef;
import io.garonne.model.calendar.Period;
import io.garonne.model.metering.MeterProfile;

/**
 * What one channel of a tree has booked in one quarter-hour.
 *
 * @param device device
 * @param channel channel
 * @param as what the channel is and counts for in this quarter-hour; in a tree
 * @param measured millijoules whose shape is known
 * @param interpolated millijoules whose sum is known and whose shape is not
 * @param booked milliseconds of the quarter-hour whose energy is known
 */
public record ChannelSlot(
    String device, String channel, Assignment as, long measured, long interpolated, long booked) {

  /** The metering point that the channel is, or belongs to. */
  public PointRef point() {
    return new PointRef(device, as.channel());
  }

  /** Millijoules. */
  long energy() {
    return measured + interpolated;
  }

  boolean isWhole() {
    return booked >= Period.SLOT;
  }

  /** Millijoules by which its register counts. */
  long step() {
    Long stated = as.profile().resolution();
    return stated == null ? MeterProfile.DEFAULT_RESOLUTION : stated;
  }
}
