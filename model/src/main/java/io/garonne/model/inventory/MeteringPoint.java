package io.garonne.model.inventory;

import io.garonne.model.PointRef;
import io.garonne.model.metering.MeterProfile;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A channel that measures, or a device with all its channels, for the time of one line.
 *
 * @param ref which channel of which device
 * @param parent the point above it, or null
 * @param profile the meter's profile
 * @param accuracyPpm how wrong the meter may be, in millionths of what it says
 * @param includeInTotals false: metered, but kept out of every total but its own device's
 * @param site where it stands, or null: where its assets stand
 * @param zone the site's zone
 * @param entity whose it is, or null
 * @param room room, or null
 * @param rack rack, or null
 * @param equipmentClass what it measures if no asset is connected, or null
 * @param personal whether it belongs to one person's desk if no asset is connected
 * @param validity when the line holds
 * @param line as it was written; role, feed, breaker and phases are there
 */
public record MeteringPoint(
    PointRef ref,
    @Nullable PointRef parent,
    MeterProfile profile,
    int accuracyPpm,
    boolean includeInTotals,
    @Nullable String site,
    ZoneId zone,
    @Nullable String entity,
    @Nullable String room,
    @Nullable String rack,
    @Nullable EquipmentClass equipmentClass,
    boolean personal,
    Validity validity,
    EstateLine line) {

  /** What a plug or PDU is wrong by unless its line says so: 2 %, in millionths. */
  public static final int DEFAULT_ACCURACY_PPM = 20_000;
}
