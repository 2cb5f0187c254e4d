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
    int said =
        (scope.entity() == null ? 0 : 1)
            | (scope.site() == null ? 0 : 2)
            | (scope.equipmentClass() == null ? 0 : 4)
            | (scope.device() == null ? 0 : 8);
    out.number(said);
    for (String name :
        new @Nullable String[] {
          scope.entity(), scope.site(), scope.equipmentClass(), scope.device()
        }) {
      if (name != null) {
        out.text(name);
      }
    }
    out.number(period.ordinal()).number(start).text(zone.getId());
  }

  static RowId unpack(Unpacker in) {
    int said = in.integer();
    Scope scope =
        new Scope(
            (said & 1) == 0 ? null : in.text(),
            (said & 2) == 0 ? null : in.text(),
            (said & 4) == 0 ? null : in.text(),
            (said & 8) == 0 ? null : in.text());
    return new RowId(scope, Period.values()[in.integer()], in.number(), ZoneId.of(in.text()));
  }
}
