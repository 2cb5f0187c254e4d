package io.garonne.deploy.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.inventory.Estate;
import io.garonne.model.inventory.EstateLine;
import io.garonne.model.inventory.EstateTable;
import io.garonne.publish.privacy.ProcessingRegister;
import io.garonne.publish.privacy.RegisterJson;
import io.garonne.publish.report.Paper;
import io.garonne.publish.text.Language;
import io.garonne.publish.text.Texts;
import io.garonne.service.Settings;
import io.garonne.sink.SinkSettings;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/privacy.md is handed to a data protection officer: it says what the code does. */
class PrivacyPageTest {
  private static final Path PAGE = Path.of("..", "docs", "privacy.md");
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final String END = "<!-- register end -->";
  private static final Pattern DAYS = Pattern.compile("(\\d+) (?:jours|days)");

  @Test
  void theFiguresOfThePrivacyPageAreThoseOfTheCode() throws Exception {
    String page = Files.readString(PAGE);
    String made = page;
    String free = page;
    Set<String> days = new TreeSet<>();
    for (Language language : Language.values()) {
      String register = markdown(register(), new Texts(language));
      DAYS.matcher(register).results().forEach(match -> days.add(match.group(1)));
      made = between(made, language, "\n" + register);
      free = between(free, language, "");
    }
    if (Boolean.getBoolean("garonne.privacy.write")) {
      Files.writeString(PAGE, made);
      page = made;
    }
    assertThat(page)
        .as("if this is meant: run this test with -Dgaronne.privacy.write=true")
        .isEqualTo(made);
    assertThat(days)
        .containsAll(DAYS.matcher(free).results().map(match -> match.group(1)).toList());
  }

  @Test
  void everyTestThatThePrivacyPageRefersToIsThere() throws Exception {
    String tests;
    try (Stream<Path> files =
        Files.find(Path.of(".."), 12, (p, a) -> p.toString().endsWith("Test.java"))) {
      tests = files.map(PrivacyPageTest::read).collect(Collectors.joining());
    }
    List<String> named =
        Pattern.compile("`([a-z]+(?:[A-Z][a-z]*){4,})`")
            .matcher(Files.readString(PAGE))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(named).hasSizeGreaterThan(10).allMatch(name -> tests.contains("void " + name + "("));
  }

  @Test
  void whatTheInventoryDecidesIsInTheRegisterWithWhoWhenAndWhy() throws Exception {
    EstateLine.Result table =
        EstateLine.read(
            EstateTable.RETENTION,
            """
            data,personal,days,decided_by,decided_on,basis
            readings,1,14,Ada,2026-01-15,GDPR art. 5
            device-months,0,700,Bob,2026-02-15,follow-up
            """,
            "retention.csv");
    Estate estate = Estate.of(table.lines(), PARIS).estate();
    ProcessingRegister register =
        ProcessingRegister.of(
            estate,
            PrivacyRegisterCommand.inInflux(sink(Map.of("influx.retention.live", "P7D"))),
            "",
            "");
    Texts texts = new Texts(Language.EN);
    assertThat(new String(register.paper(texts).as(Paper.Format.MD, texts), StandardCharsets.UTF_8))
        .contains(
            "| Readings of any device | energy.readings.v1 | 14 days | Ada, 2026-01-15 | GDPR art. 5 |",
            "| energy.totals-device.v1 | 700 days | Bob, 2026-02-15 | follow-up |",
            "InfluxDB garonne/live | 7 days |",
            "to be filled in by the controller");
    StringWriter json = new StringWriter();
    RegisterJson.write(register, texts, json);
    assertThat(json.toString()).contains("\"days\" : 14", "\"decidedBy\" : \"Ada\"", "\"fields\"");
  }

  private static ProcessingRegister register() {
    return ProcessingRegister.of(
        Estate.of(List.of(), PARIS).estate(),
        PrivacyRegisterCommand.inInflux(sink(Map.of())),
        "",
        "");
  }

  private static SinkSettings sink(Map<String, String> values) {
    Settings settings = Settings.of(values);
    SinkSettings sink = SinkSettings.from(settings);
    settings.check();
    return sink;
  }

  /** As a part of the page: its title is that of the section it stands in, one level down. */
  private static String markdown(ProcessingRegister register, Texts texts) {
    String whole =
        new String(register.paper(texts).as(Paper.Format.MD, texts), StandardCharsets.UTF_8);
    String body = whole.substring(whole.indexOf("\n", whole.indexOf("# ")) + 1);
    return body.replaceAll("(?m)^#", "##");
  }

  private static String between(String page, Language language, String text) {
    String begin = "<!-- register " + language.code() + " -->\n";
    int from = page.indexOf(begin) + begin.length();
    return page.substring(0, from) + text + page.substring(page.indexOf(END, from));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(file.toString(), e);
    }
  }
}
