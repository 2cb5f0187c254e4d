package io.garonne.deploy.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.deploy.Garonne;
import io.garonne.deploy.runtime.Chain;
import io.garonne.deploy.runtime.ChainSettings;
import io.garonne.model.indicator.Programme;
import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.model.wire.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/inventory.md} tells a facilities manager to do works, in that order. */
class InventoryGuideTest {
  private static final Pattern TABLE =
      Pattern.compile("```(?:csv|yaml) (\\S+)\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern COMMAND = Pattern.compile("(?m)^    \\./garonne (.*)$");
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  @TempDir Path dir;

  @Test
  void everyTableOfTheGuideIsTakenInAndEveryCommandOfItDoesWhatItSays() throws Exception {
    String guide = Files.readString(Path.of("../docs/inventory.md"));
    tables(guide);
    try (Chain chain =
        Chain.start(
            ChainSettings.on(dir.resolve("data"))
                .influx(new ChainSettings.Influx.None())
                .stages(Set.of("streams")))) {
      List<String> commands = COMMAND.matcher(guide).results().map(m -> m.group(1)).toList();
      assertThat(commands).hasSizeGreaterThan(10);
      for (String command : commands) {
        assertThat(Garonne.run(arguments(command, chain.kafkaBootstrap()))).as(command).isZero();
      }
      Estate estate = new EstateTopics(chain.kafkaBootstrap()).read(PARIS);
      assertThat(estate.asset("spare-pcs")).singleElement().matches(a -> a.quantity() == 25);
      assertThat(estate.lines(EstateTable.EVENTS))
          .extracting(event -> event.required("kind"))
          .contains("import", "move", "replace", "undo", "reading");
      assertThat(retention(chain, Topics.READINGS)).isEqualTo(Duration.ofDays(13));
      Programme programme = Programme.of(estate);
      assertThat(programme.targets()).hasSize(3);
      assertThat(programme.baselines()).hasSize(1);
      // The replacement was undone.
      assertThat(estate.asset("prn-3b")).isEmpty();
      assertThat(estate.asset("prn-3")).hasSize(2);
    }
  }

  /** Days of readings as the guide's table says, but for the segment that is deleted last. */
  private static Duration retention(Chain chain, Topics topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topic());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", chain.kafkaBootstrap()))) {
      String millis =
          admin
              .describeConfigs(List.of(resource))
              .all()
              .get()
              .values()
              .iterator()
              .next()
              .get("retention.ms")
              .value();
      return Duration.ofMillis(Long.parseLong(millis));
    }
  }

  private void tables(String guide) throws Exception {
    Path folder = Files.createDirectories(dir.resolve("folder"));
    Matcher table = TABLE.matcher(guide);
    int count = 0;
    while (table.find()) {
      String name = table.group(1);
      boolean alone = name.equals("devices.csv") || name.equals("replacements.csv");
      Files.writeString((alone ? dir : folder).resolve(name), table.group(2));
      count++;
    }
    assertThat(count).isGreaterThan(9);
  }

  /** The command's words, with today's date, this chain and the files of this test. */
  private String[] arguments(String command, String bootstrap) {
    List<String> words = new ArrayList<>();
    for (String word : command.split(" +", -1)) {
      switch (word) {
        case "folder", "devices.csv", "replacements.csv", "now" ->
            words.add(dir.resolve(word).toString());
        case "EVENT" -> words.add(lastReplacement(bootstrap));
        default -> words.add(word);
      }
    }
    if (!words.get(0).equals("up") && !words.get(0).equals("check")) {
      words.addAll(Arrays.asList("--bootstrap", bootstrap));
    }
    return words.toArray(String[]::new);
  }

  private static String lastReplacement(String bootstrap) {
    return new EstateTopics(bootstrap)
        .read(PARIS).lines(EstateTable.EVENTS).stream()
            .filter(event -> Objects.equals(event.cell("kind"), "replace"))
            .map((EstateLine event) -> event.required("id"))
            .reduce((a, b) -> b)
            .orElseThrow();
  }
}
