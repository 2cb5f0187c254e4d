package io.garonne.model.alert;

import org.jspecify.annotations.Nullable;

/**
 * Where something is the matter; what is not said does not apply.
 *
 * @param site site, or null: Garonne itself or the whole estate
 * @param room room, or null
 * @param rack rack, or null
 * @param device device, or null: more than one
 * @param channel channel of the device, or null: all of it
 * @param personal whether the device is somebody's own: then only a technician may see the alert
 */
public record Place(
    @Nullable String site,
    @Nullable String room,
    @Nullable String rack,
    @Nullable String device,
    @Nullable String channel,
    boolean personal) {

  /** Garonne itself, or the whole estate. */
  public static final Place ESTATE = new Place(null, null, null, null, null, false);

  /** A whole site. */
  public static Place site(String site) {
    return new Place(site, null, null, null, null, false);
  }
}
