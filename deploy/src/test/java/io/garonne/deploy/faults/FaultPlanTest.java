package io.garonne.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
  private static final Set<Ability> ALL = EnumSet.allOf(Ability.class);

  @Test
  void theSameSeedIsTheSamePlanAndAnotherIsAnother() {
    assertThat(FaultPlan.draw(7, 600_000, 30, ALL)).isEqualTo(FaultPlan.draw(7, 600_000, 30, ALL));
    assertThat(FaultPlan.draw(7, 600_000, 30, ALL).incidents())
        .isNotEqualTo(FaultPlan.draw(9, 600_000, 30, ALL).incidents());
  }

  @Test
  void everyProcessIsKilledInTurnAndEveryFaultHappens() {
    for (long seed : LongStream.range(1, 50).toArray()) {
      FaultPlan plan = FaultPlan.draw(seed, 600_000, 30, ALL);
      Set<Part> killed =
          plan.incidents().stream()
              .filter(incident -> incident.fault() == Fault.KILL)
              .map(Incident::part)
              .collect(Collectors.toSet());
      assertThat(plan.kills()).isGreaterThanOrEqualTo(30);
      // Where instances share a subscription, mosquitto forgets it.
      boolean sharedOnMosquitto = seed % 4 == 0;
      assertThat(killed).isEqualTo(sharedOnMosquitto ? withoutBroker() : EnumSet.allOf(Part.class));
      assertThat(plan.incidents().stream().map(Incident::fault).distinct())
          .containsExactlyInAnyOrder(Fault.values());
      assertThat(plan.incidents()).allMatch(incident -> incident.at() < plan.millis());
    }
  }

  @Test
  void noTroubleOfInfluxDbHidesAnother() {
    Set<Fault> troubles = EnumSet.range(Fault.DOWN, Fault.DISK_FULL);
    for (long seed : LongStream.range(1, 50).toArray()) {
      long end = 0;
      for (Incident incident : FaultPlan.draw(seed, 1_800_000, 30, ALL).incidents()) {
        if (troubles.contains(incident.fault())) {
          assertThat(incident.at()).isGreaterThanOrEqualTo(end);
          end = incident.at() + incident.millis();
          assertThat(incident.millis())
              .isEqualTo(incident.fault() == Fault.DOWN ? 600_000 : 10_000);
        }
      }
    }
  }

  @Test
  void aMachineThatCannotCutItsNetworkHasNoCuts() {
    List<Incident> incidents = FaultPlan.draw(1, 60_000, 5, EnumSet.of(Ability.CLOCK)).incidents();
    assertThat(incidents).noneMatch(incident -> incident.fault() == Fault.CUT);
    assertThat(incidents).noneMatch(incident -> incident.fault() == Fault.DISK_FULL);
    assertThat(incidents).anyMatch(incident -> incident.fault() == Fault.CLOCK_STEP);
  }

  private static Set<Part> withoutBroker() {
    return EnumSet.complementOf(EnumSet.of(Part.BROKER));
  }
}
