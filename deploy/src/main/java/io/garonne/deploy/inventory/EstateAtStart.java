package io.garonne.deploy.inventory;

import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateChange;
import io.garonne.model.inventory.EstateEdits;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.inventory.NewLines;
import io.garonne.service.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables that a chain is started with. They are taken in when they are new or have changed, and
 * not again at every start: what people have moved since then stays moved.
 */
public final class EstateAtStart {
  private static final Logger LOG = LoggerFactory.getLogger(EstateAtStart.class);

  private final ZoneId zone;
  private final String from;

  /**
   * Tables from somewhere.
   *
   * @param zone of sites that name none
   * @param from where they come from, for people and to know them again
   */
  public EstateAtStart(ZoneId zone, String from) {
    this.zone = zone;
    this.from = from;
  }

  /**
   * Takes them in if they were not the last that came from there.
   *
   * @throws SettingsException if they do not go together with what is there
   * @throws IOException if Kafka does not take them
   */
  public void take(String bootstrap, List<EstateLine> lines) throws IOException {
    EstateTopics topics = new EstateTopics(bootstrap);
    Estate before = topics.read(zone);
    String digest = digest(lines);
    boolean known =
        before.lines(EstateTable.EVENTS).stream()
            .filter(event -> from.equals(event.cell("what")))
            .max(Comparator.comparing(event -> event.required("id")))
            .filter(event -> digest.equals(event.cell("written")))
            .isPresent();
    if (known) {
      LOG.info("inventory {}: taken in before", from);
      return;
    }
    EstateEdits.Edit edit = EstateEdits.take(before, lines, false);
    EstateChange change = EstateChange.of(before, edit.removed(), edit.written());
    List<String> problems = new ArrayList<>(change.problems());
    problems.addAll(NewLines.problems(change, LocalDate.now(zone)));
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    EstateEffects.Effects effects =
        EstateEffects.of(change, bootstrap, zone, System.currentTimeMillis());
    if (!effects.problems().isEmpty()) {
      throw new SettingsException(effects.problems());
    }
    topics.write(change, List.of(event(digest)), List.of(), "up");
    LOG.info("inventory {}: {}", from, EstateReport.of(change, before.lines()).get(0));
  }

  private EstateLine event(String digest) {
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    return EstateLine.of(
        EstateTable.EVENTS,
        Map.of(
            "id",
            now.replaceAll("[-:Z]", "") + "-up",
            "kind",
            "import",
            "at",
            now,
            "done",
            now,
            "author",
            "up",
            "what",
            from,
            "written",
            digest),
        "up --inventory");
  }

  private static String digest(Collection<EstateLine> lines) {
    String text =
        lines.stream()
            .map(line -> line.key() + line.cells())
            .sorted()
            .collect(Collectors.joining());
    try {
      return "sha256:"
          + HexFormat.of()
              .formatHex(
                  MessageDigest.getInstance("SHA-256")
                      .digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
