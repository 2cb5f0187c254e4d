package io.garonne.publish.page;

import io.garonne.model.Assignment;
import io.garonne.model.Device;
import io.garonne.model.LivePower;
import io.garonne.model.Scope;
import io.garonne.model.Total;
import io.garonne.model.advice.Advice;
import io.garonne.model.advice.Band;
import io.garonne.model.advice.Candidate;
import io.garonne.model.advice.Cost;
import io.garonne.model.advice.NoFigure;
import io.garonne.model.advice.OffHours;
import io.garonne.model.advice.PowerStates;
import io.garonne.model.advice.PrinterAdvice;
import io.garonne.model.advice.PrinterAdvice.Measure;
import io.garonne.model.advice.PrinterAdvice.Measured;
import io.garonne.model.advice.PrinterAdvice.Proposal;
import io.garonne.model.advice.Reason;
import io.garonne.model.advice.Timetable;
import io.garonne.model.advice.Timetable.Span;
import io.garonne.model.advice.Unused;
import io.garonne.model.advice.Worth;
import io.garonne.model.alert.Alert;
import io.garonne.model.calendar.Period;
import io.garonne.model.calendar.SiteCalendar.DayKind;
import io.garonne.model.indicator.Published;
import io.garonne.model.metering.MeterProfile;
import io.garonne.model.wire.AdviceJson;
import io.garonne.model.wire.AlertJson;
import io.garonne.model.wire.DeviceJson;
import io.garonne.model.wire.IndicatorJson;
import io.garonne.model.wire.LivePowerJson;
import io.garonne.publish.Estate;
import io.garonne.publish.Samples;
import io.garonne.publish.indicator.InventedProgramme;
import io.garonne.publish.notify.InventedAlert;
import io.garonne.publish.room.InventedRooms;
import io.garonne.publish.view.Views;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The usual estate, with everything that pages show beside live values and the day. */
public final class Invented {
  private static final long KWH = 3_600_000_000L;
  private static final Worth WORTH = new Worth(new BigDecimal("0.2"), "EUR", new BigDecimal("52"));

  private static final MeterProfile RATED =
      new MeterProfile(
          3_680_000,
          true,
          null,
          null,
          MeterProfile.Register.AUTO,
          MeterProfile.Reporting.PERIODIC,
          MeterProfile.DEFAULT_INTERVAL,
          MeterProfile.DEFAULT_MAX_GAP);

  private Invented() {}

  /** All of it. */
  public static Views views() {
    Views views = Estate.usual();
    for (Published one : InventedProgramme.published(true, true).byId().values()) {
      views.indicators().take(one.id(), IndicatorJson.write(one));
    }
    List<Advice> advice = new ArrayList<>(InventedRooms.advice());
    advice.addAll(advice());
    advice.forEach(one -> views.advice().take(one.key(), AdviceJson.write(one)));
    for (Alert alert : alerts()) {
      views.alerts().take(alert.id(), AlertJson.write(alert));
    }
    rack(views);
    for (String at : List.of("2025-12", "2026-01", "2026-02", "2026-03")) {
      for (String site : new String[] {"hotel-de-ville", "salle-serveurs", null}) {
        long energy = (site == null ? 5_000 : 2_500) * KWH - at.hashCode() % 7 * 40L * KWH;
        Total month = Samples.total(Period.MONTH, at + "-02T12:00:00Z", site, null, null, energy);
        Estate.put(views, month);
        if (site != null) {
          // The whole of it is of one class.
          Estate.put(views, month.as(new Scope(site, site, "switch", null)));
        }
      }
    }
    return views;
  }

  /**
   * So many sites with so many devices each, all of which report, in four classes; computers are
   * personal.
   */
  static Views many(int sites, int devices) {
    Views views = Estate.large(sites);
    List<String> classes = List.of("pc", "printer", "switch", "monitor");
    for (int site = 0; site < sites; site++) {
      for (int i = 0; i < devices; i++) {
        String name = "site-" + site + "-" + i;
        String at = "ecole-elementaire-%03d".formatted(site);
        Assignment as =
            new Assignment(
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                "city",
                at,
                classes.get(i % classes.size()),
                Estate.PARIS,
                null,
                true,
                i % classes.size() == 0,
                MeterProfile.DEFAULT);
        views.devices().take(name, DeviceJson.write(new Device(name, List.of(as))));
        live(views, LivePower.Kind.DEVICE, name, null, at, 50_000 + i);
      }
    }
    return views;
  }

  private static List<Alert> alerts() {
    return List.of(
        InventedAlert.overload("overload-7f3a12", 1),
        InventedAlert.group(
            "group-silent-01",
            7,
            List.of("pdu-a", "pdu-b"),
            new Alert.Acknowledgement("Ada", Estate.NOW - 60_000, "on my way")),
        InventedAlert.ended(InventedAlert.overload("overload-000001", 1)),
        InventedAlert.personal("silent-desk", Alert.Kind.DEVICE_SILENT, 0));
  }

  /** A rack with a PDU of two outlets, one device that is silent, one that nobody described. */
  private static void rack(Views views) {
    for (String name : List.of("pdu-r03-a", "pdu-r03-b")) {
      Assignment whole =
          new Assignment(
              Long.MIN_VALUE,
              Long.MAX_VALUE,
              "city",
              "salle-serveurs",
              "pdu",
              Estate.PARIS,
              "r03",
              true,
              false,
              RATED);
      views.devices().take(name, DeviceJson.write(new Device(name, List.of(whole))));
    }
    live(views, LivePower.Kind.DEVICE, "pdu-r03-a", null, "salle-serveurs", 1_912_000);
    live(views, LivePower.Kind.CHANNEL, "pdu-r03-a", "1", "salle-serveurs", 912_000);
    live(views, LivePower.Kind.CHANNEL, "pdu-r03-a", "2", "salle-serveurs", 1_000_000);
    live(views, LivePower.Kind.RACK, null, null, "salle-serveurs", 1_912_000);
    live(views, LivePower.Kind.DEVICE, "shellyplug-7c2f", null, "unassigned", 12_000);
  }

  private static void live(
      Views views,
      LivePower.Kind kind,
      @Nullable String device,
      @Nullable String channel,
      String site,
      long power) {
    LivePower one =
        new LivePower(
            kind,
            device,
            channel,
            site.equals("unassigned") ? null : "r03",
            site,
            device == null ? null : "pdu",
            false,
            power,
            Estate.NOW - 2_000,
            1,
            null,
            null,
            null);
    views.live().take(one.key(), LivePowerJson.write(one));
  }

  private static List<Advice> advice() {
    return List.of(
        printer("prn-3", null, null),
        printer("fax-1", "fax", null),
        printer(
            "prn-4",
            null,
            new Measured(
                "a1",
                Estate.NOW - 86_400_000L * 30,
                "Ada",
                "nights",
                200,
                40,
                new Band(190 * KWH, 200 * KWH, 210 * KWH),
                null)),
        new Candidate(
            Candidate.Kind.MERGE,
            "annex",
            "12",
            List.of("b"),
            "a",
            40,
            200,
            false,
            350 * KWH,
            WORTH,
            LocalDate.of(2026, 2, 1)),
        new OffHours(
            "hotel-de-ville",
            "workstations",
            YearMonth.of(2026, 2),
            true,
            List.of(),
            new OffHours.Avoidable.NotComputable(NoFigure.FEW_UNITS),
            NoFigure.FEW_UNITS),
        new Unused(
            "hotel-de-ville",
            "printing",
            "printer",
            "prn-9",
            "plug-9",
            "Laser 4",
            LocalDate.parse("2025-12-01"),
            56,
            0.95,
            10_000,
            315 * KWH,
            new Cost.Unknown(NoFigure.NO_TARIFF)));
  }

  private static PrinterAdvice printer(
      String name, @Nullable String keepAwake, @Nullable Measured measured) {
    return new PrinterAdvice(
        name,
        "hotel-de-ville",
        "Hall",
        "M553",
        LocalDate.of(2025, 11, 3),
        LocalDate.of(2026, 2, 1),
        new PowerStates(null, null, 40_000L, 0, 0, 100, 95, 5),
        true,
        List.of(),
        keepAwake,
        null,
        new Timetable(
            List.of(
                new Timetable.Line(
                    DayKind.OPEN, false, 60, 13, 900, 12, List.of(new Span(31, 74)), null),
                new Timetable.Line(DayKind.CLOSED, true, 24, 12, 0, 0, List.of(), null))),
        List.of(
            new Proposal(
                Measure.TIMETABLE, new Band(240 * KWH, 245 * KWH, 251 * KWH), 300, true, null),
            new Proposal(Measure.SLEEP_TIMER, null, 0, false, Reason.NO_SLEEP_SEEN)),
        measured,
        WORTH);
  }
}
