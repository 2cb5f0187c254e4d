package io.garonne.publish.report;

import io.garonne.model.advice.Advice;
import io.garonne.model.advice.Band;
import io.garonne.model.advice.BeforeAfter;
import io.garonne.model.advice.Cost;
import io.garonne.model.advice.IdleServer;
import io.garonne.model.advice.OffHours;
import io.garonne.model.advice.SiteSchedule;
import io.garonne.model.advice.Unused;
import io.garonne.model.advice.UnusedPersonal;
import io.garonne.model.advice.Worth;
import io.garonne.publish.AsOf;
import io.garonne.publish.night.NightAdvice;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What people could do, with what it would save, and what came of what they did. Sums only: of
 * single pieces of equipment the commands tell.
 */
final class AdvicePart {
  private static final int ROWS = 10;
  private static final int WEEK = 7;

  private final ReportTexts texts;
  private final ReportPeriod period;
  private final List<Advice> advice;
  private final ZoneId zone;

  AdvicePart(ReportTexts texts, ReportData data) {
    this.texts = texts;
    this.period = data.period();
    this.advice = data.advice();
    this.zone = data.estate().zone();
  }

  List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Section(2, "advice", texts.get("advice")));
    blocks.add(new Block.Paragraph(texts.get("advice.people-decide")));
    String asOf = AsOf.of(advice).line(texts.texts(), zone).strip();
    if (!asOf.isEmpty()) {
      blocks.add(new Block.Paragraph(asOf));
    }
    int before = blocks.size();
    schedules(blocks);
    nights(blocks);
    unused(blocks);
    idle(blocks);
    done(blocks);
    if (blocks.size() == before) {
      blocks.add(new Block.Paragraph(texts.get("advice.none")));
    }
    return blocks;
  }

  /** The shortest form: one sentence for each kind of advice that there is. */
  List<String> sentences() {
    List<String> said = new ArrayList<>();
    List<SiteSchedule> schedules = proposed();
    if (!schedules.isEmpty()) {
      said.add(scheduleSum(schedules));
    }
    List<Unused> unused = of(Unused.class);
    if (!unused.isEmpty()) {
      said.add(unusedSum(unused));
    }
    List<IdleServer> idle = idleServers();
    if (!idle.isEmpty()) {
      said.add(idleSum(idle));
    }
    return said;
  }

  private <T extends Advice> List<T> of(Class<T> kind) {
    return advice.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private List<SiteSchedule> proposed() {
    return of(SiteSchedule.class).stream()
        .filter(one -> one.why() == null && one.saving() != null)
        .sorted(
            Comparator.comparingLong((SiteSchedule one) -> saving(one).mid())
                .reversed()
                .thenComparing(SiteSchedule::key))
        .toList();
  }

  private static Band saving(SiteSchedule one) {
    Band saving = one.saving();
    return saving == null ? new Band(0, 0, 0) : saving;
  }

  private String scheduleSum(List<SiteSchedule> schedules) {
    Band sum = schedules.stream().map(AdvicePart::saving).reduce(Band::plus).orElseThrow();
    return texts.get(
        "schedules.sum",
        texts.texts().count(schedules.stream().mapToInt(SiteSchedule::printers).sum()),
        texts.texts().count(schedules.size()),
        texts.withUnit(sum.mid()),
        texts.kilowattHours(sum.low()),
        texts.kilowattHours(sum.high()));
  }

  private void schedules(List<Block> blocks) {
    List<SiteSchedule> schedules = proposed();
    if (schedules.isEmpty()) {
      return;
    }
    blocks.add(new Block.Section(3, "schedules", texts.get("schedules")));
    blocks.add(new Block.Paragraph(scheduleSum(schedules)));
    blocks.add(
        new Block.Table(
            texts.get("schedules.table"),
            List.of(
                texts.get("col.site"),
                texts.get("col.printers"),
                texts.get("col.saves"),
                texts.get("col.range"),
                texts.get("col.money-year"),
                texts.get("col.carbon-year")),
            5,
            schedules.stream().limit(ROWS).map(this::row).toList()));
    rest(blocks, schedules.size());
  }

  private List<String> row(SiteSchedule one) {
    Band saving = saving(one);
    Worth worth = one.worth();
    BigDecimal kilograms = worth.kilograms(saving.mid());
    return List.of(
        texts.site(one.site()),
        texts.texts().count(one.printers()),
        texts.kilowattHours(saving.mid()),
        texts.kilowattHours(saving.low()) + " … " + texts.kilowattHours(saving.high()),
        cost(worth, saving.mid()),
        kilograms == null ? texts.get("no-factor") : texts.texts().decimal(kilograms, 1));
  }

  private String cost(Worth worth, long millijoules) {
    BigDecimal cost = worth.cost(millijoules);
    String currency = worth.currency();
    return cost == null || currency == null ? texts.get("no-tariff") : texts.money(cost, currency);
  }

  private String cost(Cost cost) {
    String known = texts.cost(cost);
    return known == null ? texts.get("no-tariff") : known;
  }

  /** Of a year the months together, as far as they are told. */
  private void nights(List<Block> blocks) {
    Map<List<String>, List<OffHours>> cells = new LinkedHashMap<>();
    for (OffHours one : NightAdvice.of(advice).offHours()) {
      boolean inPeriod =
          !one.month().isBefore(period.first()) && !one.month().isAfter(period.last());
      if (inPeriod && one.withheld() == null && one.energy() > 0) {
        cells.computeIfAbsent(List.of(one.site(), one.family()), c -> new ArrayList<>()).add(one);
      }
    }
    if (cells.isEmpty()) {
      return;
    }
    List<OffHours> all = cells.values().stream().flatMap(List::stream).toList();
    long energy = all.stream().mapToLong(OffHours::energy).sum();
    long offHours = all.stream().mapToLong(OffHours::offHours).sum();
    blocks.add(new Block.Section(3, "nights", texts.get("nights", texts.period(period))));
    blocks.add(
        new Block.Paragraph(
            texts.get(
                "nights.sum",
                texts.withUnit(offHours),
                texts.texts().percent(offHours, energy),
                texts.withUnit(avoidable(all)))));
    blocks.add(
        new Block.Table(
            texts.get("nights.table", texts.period(period)),
            List.of(
                texts.get("col.site"),
                texts.get("col.family"),
                texts.get("col.off-hours"),
                texts.get("col.off-share"),
                texts.get("col.cost"),
                texts.get("col.avoidable"),
                texts.get("col.known")),
            5,
            cells.values().stream()
                .sorted(
                    Comparator.comparingLong(
                            (List<OffHours> of) -> of.stream().mapToLong(OffHours::offHours).sum())
                        .reversed()
                        .thenComparing(of -> of.get(0).key()))
                .limit(ROWS)
                .map(this::row)
                .toList()));
    rest(blocks, cells.size());
  }

  private List<String> row(List<OffHours> months) {
    OffHours first = months.get(0);
    long energy = months.stream().mapToLong(OffHours::energy).sum();
    long offHours = months.stream().mapToLong(OffHours::offHours).sum();
    boolean isComparable =
        months.stream().anyMatch(m -> m.avoidable() instanceof OffHours.Avoidable.Known);
    double known = months.stream().mapToDouble(OffHours::knownShare).average().orElse(0);
    return List.of(
        texts.site(first.site()),
        texts.family(first.family()),
        texts.kilowattHours(offHours),
        texts.texts().percent(offHours, energy),
        cost(months.stream().map(OffHours::offHoursCost).reduce(Cost::plus).orElseThrow()),
        isComparable ? texts.kilowattHours(avoidable(months)) : "–",
        texts.texts().percent(Math.round(known * 1000), 1000));
  }

  private static long avoidable(List<OffHours> months) {
    return months.stream()
        .mapToLong(
            m -> m.avoidable() instanceof OffHours.Avoidable.Known known ? known.energy() : 0)
        .sum();
  }

  private String unusedSum(List<Unused> unused) {
    return texts.get(
        "unused.sum",
        texts.texts().count(unused.size()),
        texts.withUnit(unused.stream().mapToLong(Unused::yearly).sum()));
  }

  private void unused(List<Block> blocks) {
    List<Unused> unused = of(Unused.class);
    List<UnusedPersonal> personal =
        of(UnusedPersonal.class).stream().filter(one -> one.unused() > 0).toList();
    if (unused.isEmpty() && personal.isEmpty()) {
      return;
    }
    blocks.add(new Block.Section(3, "unused", texts.get("unused")));
    if (!unused.isEmpty()) {
      blocks.add(new Block.Paragraph(unusedSum(unused)));
      blocks.add(bySite(unused));
    }
    if (!personal.isEmpty()) {
      blocks.add(
          new Block.Paragraph(
              texts.get(
                  "unused.personal",
                  texts.texts().count(personal.stream().mapToInt(UnusedPersonal::unused).sum()),
                  texts.texts().count(personal.stream().mapToInt(UnusedPersonal::of).sum()))));
    }
  }

  private Block bySite(List<Unused> unused) {
    Map<List<String>, List<Unused>> cells = grouped(unused, u -> List.of(u.site(), u.family()));
    return new Block.Table(
        texts.get("unused.table"),
        List.of(
            texts.get("col.site"),
            texts.get("col.family"),
            texts.get("col.units"),
            texts.get("col.yearly"),
            texts.get("col.cost-year")),
        3,
        cells.values().stream()
            .sorted(
                Comparator.comparingLong(
                        (List<Unused> of) -> of.stream().mapToLong(Unused::yearly).sum())
                    .reversed()
                    .thenComparing(of -> of.get(0).key()))
            .limit(ROWS)
            .map(
                of ->
                    List.of(
                        texts.site(of.get(0).site()),
                        texts.family(of.get(0).family()),
                        texts.texts().count(of.size()),
                        texts.kilowattHours(of.stream().mapToLong(Unused::yearly).sum()),
                        cost(of.stream().map(Unused::cost).reduce(Cost::plus).orElseThrow())))
            .toList());
  }

  private List<IdleServer> idleServers() {
    return of(IdleServer.class).stream().filter(one -> one.kept() == null).toList();
  }

  private String idleSum(List<IdleServer> idle) {
    return texts.get(
        "idle.sum",
        texts.texts().count(idle.size()),
        texts.withUnit(idle.stream().mapToLong(IdleServer::yearly).sum()));
  }

  private void idle(List<Block> blocks) {
    List<IdleServer> idle = idleServers();
    if (idle.isEmpty()) {
      return;
    }
    blocks.add(new Block.Section(3, "idle", texts.get("idle")));
    blocks.add(new Block.Paragraph(idleSum(idle)));
    blocks.add(
        new Block.Table(
            texts.get("idle.table"),
            List.of(
                texts.get("col.site"),
                texts.get("col.servers"),
                texts.get("col.yearly"),
                texts.get("col.cost-year")),
            3,
            grouped(idle, IdleServer::site).values().stream()
                .limit(ROWS)
                .map(this::servers)
                .toList()));
  }

  private List<String> servers(List<IdleServer> ofSite) {
    long yearly = ofSite.stream().mapToLong(IdleServer::yearly).sum();
    return List.of(
        texts.site(ofSite.get(0).site()),
        texts.texts().count(ofSite.size()),
        texts.kilowattHours(yearly),
        cost(ofSite.get(0).worth(), yearly));
  }

  /** What was measured after people acted; who did it is not said here. */
  private void done(List<Block> blocks) {
    List<BeforeAfter> done =
        NightAdvice.of(advice).beforeAfter().stream()
            .filter(one -> one.result() instanceof BeforeAfter.Result.Known)
            .limit(ROWS)
            .toList();
    if (done.isEmpty()) {
      return;
    }
    blocks.add(new Block.Section(3, "done", texts.get("done")));
    blocks.add(
        new Block.Table(
            texts.get("done.table"),
            List.of(
                texts.get("col.action"),
                texts.get("col.from"),
                texts.get("col.site"),
                texts.get("col.before-week"),
                texts.get("col.saved-week"),
                texts.get("col.days")),
            3,
            done.stream().map(this::row).toList()));
  }

  private List<String> row(BeforeAfter one) {
    BeforeAfter.Result.Known known = (BeforeAfter.Result.Known) one.result();
    Long halfWidth = known.halfWidth();
    return List.of(
        texts.texts().get("night.action." + one.action().kind().label()),
        texts.date(Instant.ofEpochMilli(one.action().at()).atZone(zone).toLocalDate()),
        texts.site(one.action().site()),
        texts.kilowattHours(known.before() * WEEK),
        texts.kilowattHours(known.saved() * WEEK)
            + (halfWidth == null ? "" : " ± " + texts.kilowattHours(halfWidth * WEEK)),
        known.daysBefore() + " / " + known.daysAfter());
  }

  private void rest(List<Block> blocks, int all) {
    if (all > ROWS) {
      blocks.add(new Block.Paragraph(texts.get("more-rows", texts.texts().count(all - ROWS))));
    }
  }

  private static <T, K> Map<K, List<T>> grouped(List<T> all, Function<T, K> by) {
    Map<K, List<T>> groups = new LinkedHashMap<>();
    all.forEach(one -> groups.computeIfAbsent(by.apply(one), k -> new ArrayList<>()).add(one));
    return groups;
  }
}
