package io.garonne.deploy.command;

import io.garonne.model.Reading;
import io.garonne.twin.EstateSpec;
import io.garonne.twin.Twin;
import io.garonne.twin.TwinMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A part of the twin's estate in a year of few readings: some hours of every month, for a
 * quarter-hour is what costs. Desks have plugs that tell their power and are silent between; to
 * printers and servers somebody comes with another meter each month, so that nothing is known
 * between, either. The library's desks and printer are of too few persons to be published; its only
 * laptop moves to the town hall in June, and one of its workstations in July.
 */
final class TwinCity {
  static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  static final int YEAR = 2025;

  private static final LocalTime AFTERNOON = LocalTime.of(14, 0);
  private static final LocalTime MORNING = LocalTime.of(10, 0);
  private static final Duration INTERVAL = Duration.ofMinutes(30);

  /** Desks: name of the asset by the twin's device. */
  private static final Map<String, String> DESKS = desks();

  /** What a meter goes round to: by the twin's device and channel. */
  private static final Map<String, String> VISITED = visited();

  private TwinCity() {}

  private static Map<String, String> desks() {
    Map<String, String> desks = new LinkedHashMap<>();
    desks.put("mairie-pc-0001", "th-pc-1");
    desks.put("mairie-pc-0004", "th-pc-2");
    desks.put("mairie-pc-0007", "th-pc-3");
    desks.put("mairie-laptop-0003", "laptop");
    desks.put("mediatheque-pc-0001", "lib-pc-1");
    desks.put("mediatheque-pc-0004", "lib-pc-2");
    return desks;
  }

  private static Map<String, String> visited() {
    Map<String, String> visited = new LinkedHashMap<>();
    visited.put("dc-r01-pdu-a|1", "srv-1");
    visited.put("dc-r01-pdu-a|2", "srv-2");
    // The one that counts its pages is the one that is published.
    visited.put("mediatheque-printer-0006|0", "th-prn");
    visited.put("mairie-printer-0006|0", "lib-prn");
    return visited;
  }

  private static String meter(String asset, int month) {
    return "meter-%02d-%s".formatted(month, asset);
  }

  /** Writes the tables as a folder for {@code inventory import}. */
  static void tables(Path folder) throws IOException {
    Files.createDirectories(folder);
    write(
        folder,
        "entities.csv",
        """
        entity,name,kind
        city,Ville,commune
        ccas,CCAS,service
        """);
    write(
        folder,
        "sites.csv",
        """
        site,name,entity,publication
        mairie,Hôtel de ville,city,public
        mediatheque,Médiathèque,ccas,public
        datacentre,Salle,city,internal
        """);
    write(
        folder,
        "classes.csv",
        """
        equipment_class,family,numecoeval_type,personal
        pc,workstations,Desktop,yes
        laptop,workstations,Laptop,yes
        printer,printing,Printer,no
        server,server-room-it,Server,no
        """);
    write(
        folder,
        "assets.csv",
        """
        asset,model,equipment_class,quantity,site,room,users,commissioned,retired,retired_to,personal,from,to
        th-pc-1,P1,pc,1,mairie,101,2,2021-03-01,,,,,
        th-pc-2,P1,pc,1,mairie,101,2,2021-03-01,,,,,
        th-pc-3,P1,pc,1,mairie,102,2,2019-09-01,,,,,
        lib-pc-1,P1,pc,1,mediatheque,1,1,2019-09-01,,,,,
        lib-pc-2,P1,pc,1,mediatheque,1,1,2022-01-10,,,,,2025-07-01
        lib-pc-2,P1,pc,1,mairie,103,1,2022-01-10,,,,2025-07-01,
        th-pcs,P1,pc,20,mairie,,20,2020-05-04,,,,,
        lib-pcs,P1,pc,6,mediatheque,,6,2020-05-04,,,,,
        laptop,L1,laptop,1,mediatheque,2,1,2019-02-01,,,,,2025-06-01
        laptop,L1,laptop,1,mairie,104,1,2019-02-01,,,,2025-06-01,
        old-pcs,P0,pc,8,mairie,,8,2014-02-03,2025-05-31,reuse,,,
        th-prn,M1,printer,1,mairie,101,12,2018-06-01,,,,,
        lib-prn,M2,printer,1,mediatheque,1,3,2023-01-01,,,yes,,
        th-prns,M1,printer,2,mairie,,24,2018-06-01,,,,,
        srv-1,S1,server,1,datacentre,cellar,,2022-01-01,,,,,
        srv-2,S1,server,1,datacentre,cellar,,2023-01-01,,,,,
        """);
    connections(folder);
    programme(folder);
  }

  private static void connections(Path folder) throws IOException {
    List<String> points =
        new ArrayList<>(List.of("device,register,interval_s,max_gap_s,resolution_wh,from,to"));
    List<String> connections = new ArrayList<>(List.of("asset,device,from,to"));
    DESKS.forEach(
        (device, asset) -> {
          points.add(device + ",no,1800,3600,,,");
          connections.add(asset + "," + device + ",,");
        });
    for (String asset : VISITED.values()) {
      for (int month = 1; month <= 12; month++) {
        YearMonth of = YearMonth.of(YEAR, month);
        String meter = meter(asset, month);
        String during = "," + of.atDay(1) + "," + of.plusMonths(1).atDay(1);
        points.add(meter + ",yes,1800,3600,1" + during);
        connections.add(asset + "," + meter + during);
      }
    }
    write(folder, "points.csv", String.join("\n", points));
    write(folder, "connections.csv", String.join("\n", connections));
  }

  private static void programme(Path folder) throws IOException {
    write(
        folder,
        "targets.yaml",
        """
        reference:
          first_month: 2024-01
        users: agent
        targets:
          electricity: {percent: -15, due: 2026-12-31}
          carbon: {percent: -10, due: 2026-12-31}
          prints: {percent: -10, due: 2026-12-31}
        fixed_percent:
          server-room-it: 100
        factors:
          2024: {grams_per_kwh: 52, source: invented}
          2025: {grams_per_kwh: 50, source: invented}
        """);
    List<String> users = new ArrayList<>(List.of("month,entity,site,kind,users"));
    List<String> baseline =
        new ArrayList<>(
            List.of(
                "period,entity,family,kwh,impressions,method,uncertainty_percent,source,"
                    + "decided_by,decided_on"));
    for (YearMonth month = YearMonth.of(YEAR - 1, 1);
        month.getYear() <= YEAR;
        month = month.plusMonths(1)) {
      users.add(month + ",city,mairie,agent," + (month.getYear() == YEAR ? 36 : 34));
      users.add(month + ",ccas,mediatheque,agent,9");
      if (month.getYear() < YEAR) {
        String decided = "invented,council,2024-12-01";
        baseline.add(month + ",city,workstations,300,,modelled,10," + decided);
        baseline.add(month + ",city,printing,60,4000,modelled,10," + decided);
        baseline.add(month + ",city,server-room-it,400,,sub-meter,3," + decided);
        baseline.add(month + ",ccas,workstations,90,,modelled,10," + decided);
        baseline.add(month + ",ccas,printing,20,900,modelled,10," + decided);
      }
    }
    write(folder, "users.csv", String.join("\n", users));
    write(folder, "baseline.csv", String.join("\n", baseline));
  }

  private static void write(Path folder, String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  /** The readings of the year, by day, in their order. */
  static List<Reading> readings() {
    Instant first = YearMonth.of(YEAR, 1).atDay(1).atStartOfDay(PARIS).toInstant();
    Twin twin = new Twin(EstateSpec.of(3, 18, 3, INTERVAL).withEpoch(first.toEpochMilli()));
    List<Reading> all = new ArrayList<>();
    for (int i = 1; i <= 12; i++) {
      YearMonth month = YearMonth.of(YEAR, i);
      // In both halves of the month, which samples are made of; meters are there in the first.
      long afternoon = at(month.atDay(15), AFTERNOON);
      long morning = at(month.atDay(16), MORNING);
      add(twin.messages(afternoon, afternoon + hours(2)), i, true, all);
      add(twin.messages(morning, morning + hours(1)), i, false, all);
    }
    return all;
  }

  private static long at(LocalDate day, LocalTime time) {
    return day.atTime(time).atZone(PARIS).toInstant().toEpochMilli();
  }

  private static long hours(int hours) {
    return Duration.ofHours(hours).toMillis();
  }

  private static void add(
      Iterator<TwinMessage> messages, int month, boolean visits, List<Reading> to) {
    while (messages.hasNext()) {
      Reading reading = messages.next().reading();
      String asset = VISITED.get(reading.device() + "|" + reading.channel());
      if (asset != null && visits) {
        to.add(by(meter(asset, month), reading));
      } else if (DESKS.containsKey(reading.device())) {
        to.add(reading);
      }
    }
  }

  /** The same, said by another meter. */
  private static Reading by(String device, Reading reading) {
    return new Reading(
        device,
        Reading.ONLY_CHANNEL,
        reading.at(),
        reading.atSource(),
        reading.receivedAt(),
        reading.energy(),
        reading.power(),
        reading.voltage(),
        reading.current(),
        reading.powerFactor(),
        reading.pages(),
        reading.state(),
        reading.resolution(),
        reading.decoder());
  }
}
