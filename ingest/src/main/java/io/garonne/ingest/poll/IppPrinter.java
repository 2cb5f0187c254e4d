package io.garonne.ingest.poll;

import io.garonne.ingest.decode.Reason;
import io.garonne.ingest.poll.Findings.Refused;
import io.garonne.ingest.poll.Measured.PageUnit;
import io.garonne.model.Reading;
import io.garonne.model.Reading.State;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a printer's attributes (RFC 8011, PWG 5100.22): impressions, colour and mono apart where
 * the printer tells them apart, else sheets; its state. Its up-time is not used: some count
 * seconds, some say an epoch. Pure.
 */
final class IppPrinter {
  static final String FAMILY = "ipp-printer";
  static final String MONO = Reading.MONO_CHANNEL;
  static final String COLOUR = Reading.COLOUR_CHANNEL;

  /** What is asked for. */
  static final List<String> WANTED =
      List.of(
          "printer-state",
          "printer-state-reasons",
          "printer-state-message",
          "printer-impressions-completed",
          "printer-impressions-completed-col",
          "printer-media-sheets-completed",
          "printer-pages-completed",
          "printer-make-and-model");

  private static final String IMPRESSIONS = "printer-impressions-completed";
  private static final String BY_COLOUR = IMPRESSIONS + "-col";
  private static final String SHEETS = "printer-media-sheets-completed";
  private static final String PAGES = "printer-pages-completed";

  private static final Pattern ASLEEP =
      Pattern.compile("sleep|power-?sav|energy-?sav|standby|hibernat|suspend");

  private IppPrinter() {}

  /** Reads what an answer says. */
  static Findings read(Map<String, List<Object>> said, Choices choices) {
    List<Refused> refused = new ArrayList<>();
    Measured itself =
        Measured.state(
            Reading.ONLY_CHANNEL, state(said), errors(said), text(said, "printer-state-message"));
    Map<String, List<Measured>> counters = counters(said, choices, refused);
    String kept = choices.kept(FAMILY);
    String counts =
        kept != null ? kept : counters.isEmpty() ? null : counters.keySet().iterator().next();
    if (kept != null && !counters.containsKey(kept)) {
      refused.add(Refused.missing(kept));
    }
    List<Measured> measured = new ArrayList<>();
    for (Map.Entry<String, List<Measured>> each : counters.entrySet()) {
      if (each.getKey().equals(counts)) {
        measured.addAll(each.getValue());
      } else {
        refused.add(new Refused(each.getKey(), Reason.SUM_OF_PARTS, counts + " counts"));
      }
    }
    if (measured.size() == 1 && measured.getFirst().channel().equals(itself.channel())) {
      Measured pages = measured.removeFirst();
      itself = itself.withPagesOf(pages);
    }
    if (itself.state() != null || itself.pages() != null) {
      measured.addFirst(itself);
    }
    if (measured.isEmpty()) {
      refused.add(
          new Refused(FAMILY, Reason.NO_USABLE_VALUE, "neither a page counter nor a state"));
    }
    return new Findings(
        FAMILY, measured, refused, counts == null ? null : new Basis(FAMILY, counts));
  }

  /** The counters by their attribute's name, each as the channels it has; the best one first. */
  private static Map<String, List<Measured>> counters(
      Map<String, List<Object>> said, Choices choices, List<Refused> refused) {
    Map<String, List<Measured>> counters = new LinkedHashMap<>();
    byColour(said, counters);
    BigDecimal impressions = count(said, IMPRESSIONS);
    BigDecimal sheets = count(said, SHEETS);
    BigDecimal pages = count(said, PAGES);
    if (impressions != null) {
      counters.put(IMPRESSIONS, List.of(whole(impressions, PageUnit.IMPRESSIONS)));
    }
    if (sheets != null) {
      counters.put(SHEETS, List.of(Measured.pages(PrinterMib.SHEETS, sheets, PageUnit.SHEETS)));
    }
    if (pages != null && choices.pageUnit() != null) {
      counters.put(PAGES, List.of(whole(pages, choices.pageUnit())));
    } else if (pages != null && counters.isEmpty()) {
      refused.add(
          new Refused(
              PAGES,
              Reason.UNKNOWN_UNIT,
              "pages of documents, neither impressions nor sheets; the setting pages states it"));
    }
    return counters;
  }

  private static Measured whole(BigDecimal pages, PageUnit unit) {
    return Measured.pages(Reading.ONLY_CHANNEL, pages, unit);
  }

  /** Where the counter of impressions has its parts, they count and the sum does not. */
  private static void byColour(
      Map<String, List<Object>> said, Map<String, List<Measured>> counters) {
    List<Object> parts = said.getOrDefault(BY_COLOUR, List.of());
    if (parts.size() != 1 || !(parts.getFirst() instanceof Map<?, ?> members)) {
      return;
    }
    // Two-sided counts may or may not be contained in the others: then the sum is safer.
    boolean unclear =
        members.keySet().stream().anyMatch(name -> String.valueOf(name).endsWith("two-sided"));
    BigDecimal mono = member(members, "monochrome");
    BigDecimal colour = member(members, "full-color");
    BigDecimal highlight = member(members, "highlight-color");
    if (unclear || mono == null || colour == null) {
      return;
    }
    BigDecimal coloured = highlight == null ? colour : colour.add(highlight);
    // Another counter with the highlights than without: it would fall by them once they are
    // missing.
    counters.put(
        highlight == null ? BY_COLOUR : BY_COLOUR + " with highlights",
        List.of(
            Measured.pages(MONO, mono, PageUnit.IMPRESSIONS),
            Measured.pages(COLOUR, coloured, PageUnit.IMPRESSIONS)));
  }

  private static @Nullable State state(Map<String, List<Object>> said) {
    String state = text(said, "printer-state").toLowerCase(Locale.ROOT);
    boolean asleep =
        said.getOrDefault("printer-state-reasons", List.of()).stream()
            .anyMatch(reason -> ASLEEP.matcher(String.valueOf(reason)).find());
    return switch (state) {
      case "" -> null;
      case "4", "processing" -> State.PRINTING;
      case "3", "idle" -> asleep ? State.SLEEP : State.IDLE;
      default -> asleep ? State.SLEEP : State.AVAILABLE; // stopped is a fault, not "off"
    };
  }

  private static List<String> errors(Map<String, List<Object>> said) {
    return said.getOrDefault("printer-state-reasons", List.of()).stream()
        .map(String::valueOf)
        .filter(reason -> !reason.equals("none") && reason.length() <= 100)
        .limit(16)
        .toList();
  }

  private static String text(Map<String, List<Object>> said, String name) {
    List<Object> values = said.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : String.valueOf(values.getFirst());
  }

  private static @Nullable BigDecimal count(Map<String, List<Object>> said, String name) {
    List<Object> values = said.getOrDefault(name, List.of());
    return values.isEmpty() ? null : number(values.getFirst());
  }

  private static @Nullable BigDecimal member(Map<?, ?> members, String name) {
    Object value = members.get(name);
    return number(value instanceof List<?> list && !list.isEmpty() ? list.getFirst() : null);
  }

  /** Below 0 is "unknown". */
  private static @Nullable BigDecimal number(@Nullable Object value) {
    return value instanceof Long number && number >= 0 ? BigDecimal.valueOf(number) : null;
  }
}
