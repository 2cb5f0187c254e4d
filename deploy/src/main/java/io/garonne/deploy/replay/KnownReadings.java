package io.garonne.deploy.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.garonne.model.Statement;
import io.garonne.model.Total;
import io.garonne.model.calendar.Period;
import io.garonne.model.wire.StatementJson;
import io.garonne.model.wire.Topics;
import io.garonne.publish.TopicReader;
import io.garonne.publish.TotalsReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What a data directory has of some devices already. */
final class KnownReadings {
  private KnownReadings() {}

  /**
   * Event time of the newest reading of each of these devices, where there is one.
   *
   * @param expired whether readings have been deleted since: then totals say that there were some
   */
  static Map<String, Long> newest(String bootstrap, Set<String> devices, boolean expired) {
    Map<String, Long> newest = new HashMap<>();
    if (expired) {
      TotalsReader.read(
              bootstrap,
              Topics.TOTALS_DEVICE,
              t -> t.period() == Period.DAY && t.devices() > 0 && devices.contains(device(t)))
          .forEach(total -> newest.merge(device(total), total.start(), Math::max));
    }
    TopicReader.all(
        bootstrap,
        Topics.READINGS,
        record -> {
          if (record.value() != null && devices.contains(new String(record.key(), UTF_8))) {
            Statement said = StatementJson.read(record.value());
            newest.merge(said.device(), said.at(), Math::max);
          }
        });
    return newest;
  }

  private static String device(Total total) {
    String device = total.scope().device();
    return device == null ? "" : device;
  }
}
