package io.garonne.publish.room;

import io.garonne.model.Units;
import io.garonne.model.advice.GeneratorMonth;
import io.garonne.model.advice.IdleServer;
import io.garonne.model.advice.Kept;
import io.garonne.model.advice.LeastHeadroom;
import io.garonne.model.advice.PeakLoad;
import io.garonne.model.advice.PowerUsage;
import io.garonne.model.room.Headroom;
import io.garonne.model.room.Imbalance;
import io.garonne.model.room.Load;
import io.garonne.model.room.Phase;
import io.garonne.model.room.RackLoad;
import io.garonne.model.room.RatedLoad;
import io.garonne.publish.text.Columns;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rooms as tables for a person, in one language; a reason stands where a figure cannot be. */
public final class RoomsTable {
  /** Rows of the same kind that are newest first: as many as fit a screen. */
  private static final int NEWEST = 24;

  private final Texts texts;
  private final ZoneId zone;

  /**
   * In one language.
   *
   * @param zone in which instants are written
   */
  public RoomsTable(Texts texts, ZoneId zone) {
    this.texts = texts;
    this.zone = zone;
  }

  /** Writes every part that has something in it. */
  public void write(RoomPicture picture, Appendable out) throws IOException {
    if (picture.isEmpty()) {
      out.append(texts.get("room.nothing")).append('\n');
      return;
    }
    loads(picture.loads(), out);
    headrooms(picture.headrooms(), out);
    imbalances(picture.imbalances(), out);
    racks(picture.racks(), out);
    peaks(picture.peaks(), out);
    least(picture.least(), out);
    idle(picture.idle(), out);
    usages(picture.usages(), out);
    generators(picture.generators(), out);
  }

  private void table(
      String title,
      Set<Integer> right,
      List<String> headers,
      List<List<String>> rows,
      Appendable out)
      throws IOException {
    if (rows.isEmpty()) {
      return;
    }
    out.append(texts.get(title)).append('\n');
    Columns columns = new Columns(headers.stream().map(texts::get).toList(), right);
    rows.forEach(columns::add);
    columns.write(out);
    out.append('\n');
  }

  private void loads(List<RatedLoad> loads, Appendable out) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (RatedLoad one : loads) {
      List<String> row = new ArrayList<>(place(one.point().site(), one.point().rack()));
      row.add(printable(one.point().ref().toString()));
      row.add(phase(one.phase()));
      switch (one.load()) {
        case Load.Known known -> {
          row.add(quantity(known.value(), one.against()));
          row.add(quantity(one.limit(), one.against()));
          row.add(percent(Objects.requireNonNullElse(one.ppm(), 0L)));
          row.add(
              one.isOver()
                  ? texts.get("room.over")
                  : texts.get("room.basis." + RoomLines.label(known.basis())));
        }
        case Load.Unknown unknown -> row.add(reason(unknown.reason()));
      }
      rows.add(row);
    }
    table(
        "room.loads",
        Set.of(4, 5, 6),
        List.of(
            "table.site",
            "room.rack",
            "room.point",
            "room.phase",
            "room.load",
            "room.limit",
            "room.share",
            "room.from"),
        rows,
        out);
  }

  private void headrooms(List<Headroom> headrooms, Appendable out) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (Headroom one : headrooms) {
      List<String> row = new ArrayList<>();
      row.add(printable(one.site()));
      row.add(printable(one.group()));
      row.add(phase(one.phase()));
      switch (one.outcome()) {
        case Headroom.Known known -> {
          row.add(quantity(known.loadA(), one.against()));
          row.add(quantity(known.loadB(), one.against()));
          row.add(quantity(known.limit(), one.against()));
          row.add(quantity(known.left(), one.against()));
          row.add(texts.get(one.isLost() ? "room.lost" : "room.carries"));
        }
        case Headroom.Unknown unknown ->
            row.add(
                reason(unknown.reason())
                    + " ("
                    + unknown.points().stream()
                        .map(ref -> printable(ref.toString()))
                        .collect(Collectors.joining(", "))
                    + ")");
      }
      rows.add(row);
    }
    table(
        "room.headroom",
        Set.of(3, 4, 5, 6),
        List.of(
            "table.site",
            "room.group",
            "room.phase",
            "room.feed-a",
            "room.feed-b",
            "room.limit",
            "room.left",
            "health.state"),
        rows,
        out);
  }

  private void imbalances(List<Imbalance> imbalances, Appendable out) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (Imbalance one : imbalances) {
      List<String> row = new ArrayList<>(place(one.point().site(), one.point().rack()));
      row.add(printable(one.point().ref().toString()));
      Long ppm = one.ppm();
      if (ppm == null) {
        row.add(reason(Objects.requireNonNull(one.why())));
      } else {
        one.amperes().forEach(mA -> row.add(quantity(mA, RatedLoad.Against.BREAKER)));
        row.add(percent(ppm));
      }
      rows.add(row);
    }
    table(
        "room.imbalance",
        Set.of(3, 4, 5, 6),
        List.of(
            "table.site",
            "room.rack",
            "room.point",
            "room.l1",
            "room.l2",
            "room.l3",
            "room.deviation"),
        rows,
        out);
  }

  private void racks(List<RackLoad> racks, Appendable out) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (RackLoad rack : racks) {
      List<String> row = new ArrayList<>(place(rack.site(), rack.rack()));
      switch (rack.load()) {
        case Load.Known known -> {
          Long limit = rack.limit();
          Long ppm = rack.ppm();
          row.add(watts(known.value()));
          row.add(limit == null ? texts.get("room.unstated") : watts(limit));
          row.add(ppm == null ? "" : percent(ppm));
          row.add(texts.time(known.at(), zone));
        }
        case Load.Unknown unknown -> row.add(reason(unknown.reason()));
      }
      rows.add(row);
    }
    table(
        "room.racks",
        Set.of(2, 3, 4),
        List.of("table.site", "room.rack", "room.load", "room.rating", "room.share", "room.at"),
        rows,
        out);
  }

  private void peaks(List<PeakLoad> peaks, Appendable out) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (PeakLoad peak : peaks.subList(0, Math.min(NEWEST, peaks.size()))) {
      List<String> row = new ArrayList<>();
      row.add(peak.month().toString());
      row.addAll(place(peak.site(), peak.rack()));
      row.add(peak.device() == null ? texts.get("room.whole-rack") : printable(peak.device()));
      row.add(watts(peak.power()));
      Long limit = peak.limit();
      row.add(limit == null ? texts.get("room.unstated") : watts(limit));
      row.add(texts.dateAndTime(peak.at(), zone));
      row.add(percent(peak.knownPpm()));
      rows.add(row);
    }
    table(
        "room.peaks",
        Set.of(4, 5, 7),
        List.of(
            "room.month",
            "table.site",
            "room.rack",
            "room.point",
            "room.peak",
            "room.rating",
            "room.at",
            "room.known"),
        rows,
        out);
  }

  private void least(List<LeastHeadroom> least, Appendable out) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (LeastHeadroom one : least.subList(0, Math.min(NEWEST, least.size()))) {
      RatedLoad.Against against =
          one.unit().equals(RatedLoad.Against.RATING.unit())
              ? RatedLoad.Against.RATING
              : RatedLoad.Against.BREAKER;
      String left = quantity(one.left(), against);
      rows.add(
          List.of(
              one.month().toString(),
              printable(one.site()),
              printable(one.group()),
              one.phase() == null ? "" : one.phase(),
              quantity(one.loadA(), against),
              quantity(one.loadB(), against),
              quantity(one.limit(), against),
              one.atLeast() ? texts.get("room.at-most", left) : left,
              texts.dateAndTime(one.at(), zone),
              percent(one.knownPpm()),
              texts.get(one.left() < 0 ? "room.was-lost" : "room.carried")));
    }
    table(
        "room.least",
        Set.of(4, 5, 6, 7, 9),
        List.of(
            "room.month",
            "table.site",
            "room.group",
            "room.phase",
            "room.feed-a",
            "room.feed-b",
            "room.limit",
            "room.left",
            "room.at",
            "room.known",
            "health.state"),
        rows,
        out);
  }

  private void idle(List<IdleServer> idle, Appendable out) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (IdleServer one : idle) {
      List<String> row = new ArrayList<>(place(one.site(), one.rack()));
      String asset = one.asset();
      row.add(printable(asset == null ? String.join(" ", one.devices()) : asset));
      row.add(one.since().toString());
      row.add(watts(one.floor()));
      row.add(watts(one.top()));
      row.add(texts.kilowattHours(one.yearly()));
      BigDecimal cost = one.worth().cost(one.yearly());
      BigDecimal kilograms = one.worth().kilograms(one.yearly());
      row.add(
          cost == null
              ? texts.get("sched.no-tariff")
              : texts.decimal(cost, 0) + " " + printable(String.valueOf(one.worth().currency())));
      row.add(kilograms == null ? texts.get("sched.no-factor") : texts.decimal(kilograms, 1));
      Kept kept = one.kept();
      row.add(
          kept == null
              ? texts.get("room.idle." + RoomLines.label(one.kind()))
              : texts.get(
                  "room.kept",
                  kept.until(),
                  printable(kept.reason()),
                  printable(kept.decidedBy())));
      rows.add(row);
    }
    table(
        "room.idle",
        Set.of(4, 5, 6, 7, 8),
        List.of(
            "table.site",
            "room.rack",
            "room.server",
            "room.since",
            "room.floor",
            "room.top",
            "room.yearly",
            "sched.money",
            "sched.carbon",
            "room.finding"),
        rows,
        out);
  }

  private void usages(List<PowerUsage> usages, Appendable out) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (PowerUsage usage : usages.subList(0, Math.min(NEWEST, usages.size()))) {
      List<String> row = new ArrayList<>();
      row.add(place(usage.site(), usage.room()).stream().collect(Collectors.joining(" ")).strip());
      row.add(
          usage.first().equals(usage.last())
              ? usage.first().toString()
              : texts.get("room.span", usage.first(), usage.last()));
      row.add(texts.get("room.pue." + RoomLines.label(usage.name())));
      PowerUsage.Value value = usage.value();
      if (value == null) {
        row.add(texts.get("room.why." + RoomLines.label(Objects.requireNonNull(usage.why()))));
      } else {
        Double ratio = value.ratio();
        Double high = value.high();
        row.add(ratio == null ? texts.get("room.only-interval") : ratio(ratio));
        row.add(
            texts.get(
                "room.interval",
                ratio(value.low()),
                high == null ? texts.get("room.unbounded") : ratio(high)));
        row.add(texts.kilowattHours(value.dc()));
        row.add(texts.kilowattHours(value.it()));
        row.add(Integer.toString(value.category()));
        row.add(percent(value.knownPpm()));
        row.add(String.join(" ", value.parts()));
      }
      rows.add(row);
    }
    table(
        "room.usage",
        Set.of(3, 5, 6, 7, 8),
        List.of(
            "room.room",
            "room.months",
            "room.name",
            "room.ratio",
            "room.between",
            "room.dc",
            "room.it",
            "room.category",
            "room.known",
            "room.parts"),
        rows,
        out);
  }

  private void generators(List<GeneratorMonth> months, Appendable out) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (GeneratorMonth month : months.subList(0, Math.min(NEWEST, months.size()))) {
      List<String> row = new ArrayList<>();
      row.add(place(month.site(), month.room()).stream().collect(Collectors.joining(" ")).strip());
      row.add(month.month().toString());
      Long energy = month.energy();
      row.add(energy == null ? texts.get("room.no-meter") : texts.kilowattHours(energy));
      row.add(
          month.fuels().isEmpty()
              ? texts.get("room.no-fuel")
              : month.fuels().stream().map(this::fuel).collect(Collectors.joining(", ")));
      rows.add(row);
    }
    table(
        "room.generators",
        Set.of(2),
        List.of("room.room", "room.month", "room.gave", "room.burnt"),
        rows,
        out);
  }

  private String fuel(GeneratorMonth.Burnt burnt) {
    return texts.get(
        "room.fuel",
        texts.decimal(burnt.quantity(), 1),
        burnt.unit(),
        texts.get("room.fuel." + burnt.fuel()),
        texts.decimal(Units.kilowattHours(burnt.energy()), 0),
        printable(burnt.source()));
  }

  private String reason(Load.Reason reason) {
    return texts.get("room.reason." + RoomLines.label(reason));
  }

  private static List<String> place(String site, @Nullable String within) {
    return List.of(printable(site), within == null ? "" : printable(within));
  }

  private static String phase(@Nullable Phase phase) {
    return phase == null ? "" : phase.name();
  }

  private String quantity(long value, RatedLoad.Against against) {
    return switch (against) {
      case RATING -> watts(value);
      case BREAKER -> texts.decimal(BigDecimal.valueOf(value, 3), 1) + " A";
    };
  }

  private String watts(long milliwatts) {
    return texts.watts(milliwatts) + " W";
  }

  private String percent(long ppm) {
    return texts.decimal(BigDecimal.valueOf(ppm, 4), 1) + texts.get("percent");
  }

  private String ratio(double ratio) {
    return texts.decimal(BigDecimal.valueOf(ratio), 2);
  }

  /** A name without what could steer a terminal. */
  private static String printable(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }
}
