package io.garonne.publish.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.model.LivePower;
import io.garonne.publish.Estate;
import io.garonne.publish.text.Language;
import io.garonne.publish.text.Texts;
import io.garonne.publish.view.Views;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveTableTest {
  private final Views views = Estate.usual();

  @Test
  void theGreatestStandsFirstWithItsShareAndTheSumLast() throws IOException {
    assertThat(table(LiveTable.By.SITE, 40))
        .isEqualTo(
            """
            Site            Power (W)  Share              Devices
            salle-serveurs     14,941    65%  ██████▌          66
            hotel-de-ville      7,872    34%  ███▌            105
            All                22,814   100%  ██████████      171
            Latest measurement at 2 Mar 2026, 11:15
            Not shown, to protect persons: 2 (fewer than five persons report now, or fewer than three devices).
            """);
  }

  @Test
  void whatDoesNotFitIsSummedUp() throws IOException {
    assertThat(table(LiveTable.By.SITE_CLASS, 2).lines().toList())
        .satisfiesExactly(
            header -> assertThat(header).startsWith("Site"),
            first -> assertThat(first).contains("server"),
            second -> assertThat(second).contains("hotel-de-ville", "desktop"),
            others -> assertThat(others).startsWith("3 more ").contains("1,524"),
            all -> assertThat(all).startsWith("All"),
            newest -> assertThat(newest).startsWith("Latest"),
            withheld -> assertThat(withheld).startsWith("Not shown"));
  }

  @Test
  void aTableThatIsWrittenAgainShowsTheCourse() throws IOException {
    LiveTable table = new LiveTable(new Texts(Language.EN), Estate.PARIS, LiveTable.By.RACK);
    StringBuilder out = new StringBuilder();
    for (long watts : List.of(100L, 50L, 200L)) {
      out.setLength(0);
      LivePower rack =
          new LivePower(
              LivePower.Kind.RACK, null, "r1", "dc", null, false, watts * 1000, Estate.NOW, 3);
      table.write(new LiveShown(List.of(), List.of(rack), 0), 40, out);
    }
    assertThat(out.toString()).contains("Course", "▅▃█");
  }

  @Test
  void nobodysDeskIsEverShown() throws IOException {
    for (LiveTable.By by : LiveTable.By.values()) {
      assertThat(table(by, 40)).doesNotContain(Estate.DESK, "mairie-annexe", "bibliotheque");
    }
  }

  private String table(LiveTable.By by, int most) throws IOException {
    StringBuilder out = new StringBuilder();
    LiveShown shown =
        LiveShown.of(
            views.live(),
            views.devices(),
            views.tellsOfPersons(Estate.NOW),
            by.kind(),
            null,
            Estate.NOW);
    new LiveTable(new Texts(Language.EN), Estate.PARIS, by).write(shown, most, out);
    return out.toString();
  }
}
