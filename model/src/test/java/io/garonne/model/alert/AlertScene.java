package io.garonne.model.alert;

import io.garonne.model.LivePower;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An invented estate under a clock that a test moves, and what people are told of it. */
final class AlertScene {
  static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private final List<EstateLine> lines = new ArrayList<>();
  private final Map<String, Remembered> memory = new TreeMap<>();
  private final Map<String, Long> watts = new LinkedHashMap<>();
  private final Set<String> cut = new TreeSet<>();
  final Map<String, Alert> alerts = new TreeMap<>();
  final Map<String, Alert.Acknowledgement> taken = new TreeMap<>();
  private AlertEngine engine = engine();
  private @Nullable Watched watched;
  private boolean lost;
  private String silencedSite = "";
  long now;

  /** How often an alert's record was written. */
  final Map<String, Integer> written = new TreeMap<>();

  AlertScene(String start) {
    now = Instant.parse(start).toEpochMilli();
  }

  private AlertEngine engine() {
    return new AlertEngine(
        AlertSettings.DEFAULT,
        (key, value) -> {
          if (value == null) {
            memory.remove(key);
          } else {
            memory.put(key, value);
          }
        });
  }

  /** Kills the engine; another takes over with what was kept. */
  void restart() {
    engine = engine();
    memory.forEach(engine::remember);
  }

  /** Kills the engine, and all that was kept is lost but what was published. */
  void loseAll() {
    memory.clear();
    engine = engine();
    lost = true;
  }

  AlertScene line(EstateTable table, String... cells) {
    Map<String, String> map = new TreeMap<>();
    for (int i = 0; i < cells.length; i += 2) {
      map.put(cells[i], cells[i + 1]);
    }
    lines.add(EstateLine.of(table, map, "test:" + lines.size()));
    watched = null;
    return this;
  }

  /** A metering point that says 100 W a minute. */
  AlertScene point(String device, String site, String equipmentClass, String... more) {
    List<String> cells =
        new ArrayList<>(List.of("device", device, "site", site, "equipment_class", equipmentClass));
    cells.addAll(List.of(more));
    line(EstateTable.POINTS, cells.toArray(String[]::new));
    watts.put(device, 100L);
    return this;
  }

  void draws(String device, long power) {
    watts.put(device, power);
  }

  void silence(String device) {
    cut.add(device);
  }

  void back(String device) {
    cut.remove(device);
  }

  void silencedSite(String site) {
    silencedSite = site;
  }

  Watched watched() {
    Watched known = watched;
    if (known == null) {
      Estate.Result read = Estate.of(lines, PARIS);
      if (!read.problems().isEmpty()) {
        throw new IllegalStateException(read.problems().toString());
      }
      known = Watched.of(read.estate());
      watched = known;
    }
    return known;
  }

  void take(AlertInput input) {
    engine.take(input, watched(), now);
  }

  static LivePower live(String device, long watts, long at) {
    return new LivePower(
        LivePower.Kind.DEVICE,
        device,
        "0",
        null,
        "s",
        "c",
        false,
        watts * 1000,
        at,
        1,
        null,
        null,
        "tasmota");
  }

  /** Lets time go by, ten seconds at a look; each device speaks at its own second of a minute. */
  void pass(Duration time) {
    long end = now + time.toMillis();
    while (now < end) {
      takeAll();
      look();
    }
  }

  /** Lets ten seconds go by without a look. */
  void takeAll() {
    now += 10_000;
    int phase = 0;
    for (Map.Entry<String, Long> one : watts.entrySet()) {
      phase = (phase + 1) % 6;
      if (now / 10_000 % 6 == phase && !cut.contains(one.getKey())) {
        take(new AlertInput.Live(live(one.getKey(), one.getValue(), now - 500)));
      }
    }
  }

  void look() {
    if (lost) {
      Map<String, Alert> published = Map.copyOf(alerts);
      engine.readBack(taker -> published.values().forEach(a -> taker.accept(a, now)));
      lost = false;
    }
    engine.look(
        watched(),
        new People() {
          @Override
          public Alert.@Nullable Acknowledgement taken(Alert alert) {
            return taken.get(alert.id() + alert.since());
          }

          @Override
          public boolean isSilenced(Alert alert, long at) {
            return silencedSite.equals(alert.place().site());
          }
        },
        now,
        (id, alert) -> {
          written.merge(id, 1, Integer::sum);
          if (alert == null) {
            alerts.remove(id);
          } else {
            alerts.put(id, alert);
          }
        });
  }

  void acknowledge(Alert alert) {
    taken.put(alert.id() + alert.since(), new Alert.Acknowledgement("ann", now, ""));
  }

  List<Alert> open() {
    return alerts.values().stream().filter(Alert::isOpen).toList();
  }

  Alert only() {
    if (alerts.size() != 1) {
      throw new AssertionError("not one alert: " + alerts.values());
    }
    return alerts.values().iterator().next();
  }

  int told() {
    return alerts.values().stream().mapToInt(Alert::told).sum();
  }

  /** Everything that people can see of it now. */
  String seen() {
    return alerts.values().toString();
  }
}
