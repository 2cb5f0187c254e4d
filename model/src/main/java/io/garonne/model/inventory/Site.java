package io.garonne.model.inventory;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A place.
 *
 * @param name as in totals
 * @param zone its time zone
 * @param entity whose it is; its own name where nobody says
 * @param isPublic whether figures of it may be published by name
 * @param group calendar group, or null
 * @param schoolZone zone of its school holidays, or null
 */
public record Site(
    String name,
    ZoneId zone,
    String entity,
    boolean isPublic,
    @Nullable String group,
    @Nullable String schoolZone) {}
