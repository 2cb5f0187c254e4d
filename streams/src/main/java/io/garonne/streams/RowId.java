package io.garonne.streams;

import io.garonne.model.Scope;
import io.garonne.model.calendar.Period;
import io.garonne.model.wire.TotalJson;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Which total: a scope and a calendar period of a zone.
 *
 * @param scope what it is about
 * @param period kind of period
 * @param start start of the period, milliseconds since 1970 UTC
 * @param zone whose calendar
 */
record RowId(Scope scope, Period period, long start, ZoneId zone) {

  /** Key of the published record, and of the row in the stores. */
  String key() {
    return TotalJson.key(scope, period, start);
  }

  /** End of the period, exclusive, milliseconds since 1970 UTC. */
  long end() {
    return period.endOf(start, zone);
  }

  /** Whether it is a quarter-hour or an hour. */
  boolean isFine() {
    return period.compareTo(Period.DAY) < 0;
  }

  void pack(Packer out) {
    packScope(scope, out);
    out.number(period.ordinal()).number(start).text(zone.getId());
  }

  static RowId unpack(Unpacker in) {
    Scope scope = unpackScope(in);
    return new RowId(scope, Period.values()[in.integer()], in.number(), ZoneId.of(in.text()));
  }

  static void packScope(Scope scope, Packer out) {
    @Nullable String[] names = {
      scope.entity(),
      scope.site(),
      scope.equipmentClass(),
      scope.device(),
      scope.family(),
      scope.asset()
    };
    int said = 0;
    for (int i = 0; i < names.length; i++) {
      said |= names[i] == null ? 0 : 1 << i;
    }
    out.number(said);
    for (String name : names) {
      if (name != null) {
        out.text(name);
      }
    }
  }

  static Scope unpackScope(Unpacker in) {
    int said = in.integer();
    return new Scope(
        (said & 1) == 0 ? null : in.text(),
        (said & 2) == 0 ? null : in.text(),
        (said & 4) == 0 ? null : in.text(),
        (said & 8) == 0 ? null : in.text(),
        (said & 16) == 0 ? null : in.text(),
        (said & 32) == 0 ? null : in.text());
  }
}
