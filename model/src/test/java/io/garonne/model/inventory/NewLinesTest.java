package io.garonne.model.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is refused of new lines though an estate that has them is read. */
class NewLinesTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);
  private static final String BASELINE =
      "baseline\nperiod,entity,family,kwh,impressions,method,uncertainty_percent,source,decided_by,"
          + "decided_on,version\n";

  /** Lines of a table; the first word of a text is its name. */
  private static List<EstateLine> lines(String text) {
    int end = text.indexOf('\n');
    EstateTable table = Objects.requireNonNull(EstateTable.ofLabel(text.substring(0, end)));
    EstateLine.Result read =
        EstateLine.read(table, text.substring(end + 1), table.label() + ".csv");
    assertThat(read.problems()).isEmpty();
    return read.lines();
  }

  private static EstateChange change(List<String> before, String... tables) {
    List<EstateLine> known = new ArrayList<>();
    before.forEach(table -> known.addAll(lines(table)));
    List<EstateLine> written = new ArrayList<>();
    for (String table : tables) {
      written.addAll(lines(table));
    }
    EstateChange change = EstateChange.of(Estate.of(known, PARIS).estate(), List.of(), written);
    assertThat(change.problems()).isEmpty();
    return change;
  }

  private static List<String> problems(List<String> before, String... tables) {
    return NewLines.problems(change(before, tables), TODAY);
  }

  private static List<String> problems(String table) {
    return problems(List.of(), table);
  }

  private static final String VERSION_1 =
      BASELINE
          + "2025,city,network,500,,invoice,10,m,CIO,2026-01-15,\n"
          + "2025,city,printing,175,24000,measured,3,m,CIO,2026-01-15,\n"
          + "2025-01,city,workstations,365,,modelled,15,m,CIO,2026-01-15,\n";

  @Test
  void aLaterVersionOfTheBaselineThatLacksLinesOfTheOneBeforeIsRefusedAndTheyAreNamed() {
    assertThat(
            problems(
                List.of(VERSION_1),
                BASELINE + "2025,city,printing,170,,measured,3,m,CIO,2026-03-15,2\n"))
        .containsExactly(
            "baseline.csv:2: baseline version 2 takes the place of the version before as a whole,"
                + " and does not have its 2025 city network kwh, 2025 city printing impressions,"
                + " 2025-01 city workstations kwh: say them, too; 0 where there is nothing any"
                + " more");
  }

  @Test
  void aLaterVersionMaySayMonthsWhereTheOneBeforeSaidAYearAndMore() {
    StringBuilder second = new StringBuilder(BASELINE);
    for (int month = 1; month <= 12; month++) {
      second.append(
          String.format("2025-%02d,city,network,40,,invoice,10,m,CIO,2026-03-15,2\n", month));
    }
    second
        .append("2025,city,printing,170,23000,measured,3,m,CIO,2026-03-15,2\n")
        .append("2025,city,workstations,4000,,modelled,15,m,CIO,2026-03-15,2\n")
        .append("2025,city,other,10,,modelled,15,m,CIO,2026-03-15,2\n");
    assertThat(problems(List.of(VERSION_1), second.toString())).isEmpty();
  }

  @Test
  void whatWasTakenInBeforeThisWasLookedAtDoesNotStopAnImport() {
    String incomplete = BASELINE + "2025,city,other,1,,measured,300,m,CIO,2055-01-15,2\n";
    assertThat(problems(List.of(VERSION_1, incomplete), "entities\nentity\ncity\n")).isEmpty();
  }

  @Test
  void anActionOfNoAssetIsRefusedAlsoIfADeviceHasThatName() {
    String points = "points\ndevice,site\nplug-of-zoe,hall\n";
    String sites = "sites\nsite\nhall\n";
    assertThat(
            problems(
                List.of(sites, points),
                """
                actions
                id,kind,site,asset,from,author,reason
                a1,other,hall,plug-of-zoe,2026-01-10,Ada,test
                """))
        .containsExactly("actions.csv:2: asset \"plug-of-zoe\" is not in the table assets");
  }

  @Test
  void anUncertaintyAboveAHundredPercentAndADecisionOfTheFutureAreRefused() {
    assertThat(problems(BASELINE + "2025,city,network,1,,measured,300,m,CIO,2055-01-15,\n"))
        .containsExactly(
            "baseline.csv:2: uncertainty_percent \"300\" is above 100",
            "baseline.csv:2: decided_on \"2055-01-15\" is still to come");
    assertThat(problems(BASELINE + "2025,city,network,1,,measured,100,m,CIO,2026-11-28,\n"))
        .as("tomorrow is today elsewhere")
        .isEmpty();
  }

  @Test
  void monthsAndYearsOfOtherCenturiesAreRefused() {
    assertThat(
            problems(
                """
                adjustments
                id,from,to,kwh_per_month,reason,decided_by,approved_by
                i,1026-03,9026-12,1,x,Ann,Bea
                """))
        .containsExactly(
            "adjustments.csv:2: from \"1026-03\" is not between 2000 and 2100",
            "adjustments.csv:2: to \"9026-12\" is not between 2000 and 2100");
    assertThat(
            problems(
                """
                embodied
                year,equipment_class,kg_co2e,source
                2099,laptop,5,x
                2027,laptop,5,x
                """))
        .containsExactly("embodied.csv:2: year \"2099\" is not between 2000 and 2027");
    assertThat(problems("targets\nsetting,value,due,source\nfactors.1950,52,,own\n"))
        .containsExactly("targets.csv:2: factors.1950 is not between 2000 and 2100");
  }

  @Test
  void moreUsersThanAnyCityHasAreRefused() {
    assertThat(
            problems(
                """
                users
                month,entity,kind,users
                2026-01,city,agent,10000001
                2026-02,city,agent,10000000
                """))
        .containsExactly("users.csv:2: users \"10000001\" is above 10000000");
  }

  @Test
  void pupilsWhereAgentsCountAreANoteAndNoProblem() {
    EstateChange change =
        change(
            List.of("targets\nsetting,value\nusers,agent\n"),
            "users\nmonth,entity,kind,users\n2026-01,city,agent,10\n2026-01,city,pupil,90\n");
    assertThat(NewLines.problems(change, TODAY)).isEmpty();
    assertThat(NewLines.notes(change))
        .containsExactly(
            "users.csv:3: note: what is set is \"users: agent\"; the number of users of 1 lines of"
                + " another kind is kept and does not count");
  }

  @Test
  void entitiesThatDifferOnlyByUpperAndLowerCaseAreRefused() {
    assertThat(problems(List.of("entities\nentity\nCity\n"), "entities\nentity\ncity\n"))
        .containsExactly(
            "entities.csv:2: entity \"city\" differs from entities.csv:2 only by upper and lower"
                + " case");
  }

  @Test
  void aNameThatTurnsTheDirectionOfWhatIsReadPassedForAnotherAndIsRefusedWithItsPlace() {
    assertThat(
            problems(
                "sites\nsite,name\nhall,Town \u202Ellah\nannex\u2066,Annex\nmairie,Mairie \u00e9\n"))
        .containsExactlyInAnyOrder(
            "sites.csv:2: name has the control character U+202E at position 6",
            "sites.csv:3: site has the control character U+2066 at position 6");
    assertThat(problems("devices\ndevice,site,equipment_class\np\u200Fdu,hall,server\n"))
        .containsExactly("devices.csv:2: device has the control character U+200F at position 2");
  }

  @Test
  void codesThatPassForRowsOfSeveralAreRefusedUnlessTheyWereThereBefore() {
    String site = "sites\nsite,publication\n_autres-sites,public\n";
    assertThat(problems(site))
        .containsExactly(
            "sites.csv:2: site \"_autres-sites\" begins with _, which is kept for rows that stand"
                + " for several, such as _autres-sites and _grouped: choose another");
    assertThat(problems("entities\nentity\n_grouped\n")).hasSize(1);
    assertThat(problems("classes\nequipment_class,family\n_regroupes,printing\n")).hasSize(1);
    assertThat(problems("devices\ndevice,site,equipment_class\n_pdu,_s,server\n")).hasSize(1);
    assertThat(
            problems(
                List.of("devices\ndevice,site,equipment_class\npdu,_s,server\n"),
                "devices\ndevice,site,equipment_class,rack\npdu,_s,server,R1\n"))
        .isEmpty();
  }

  @Test
  void aPointOfWhichNoMeterCanBeIsRefused() {
    assertThat(
            problems(
                """
                points
                device,site,equipment_class,rated_power_w,breaker_a,max_gap_s
                a,hall,server,1000000000000,0.0001,99999999999
                b,hall,server,10000000,6300,3024000
                """))
        .containsExactlyInAnyOrder(
            "points.csv:2: rated_power_w \"1000000000000\" is not between 0.1 and 10000000",
            "points.csv:2: breaker_a \"0.0001\" is not between 0.1 and 6300",
            "points.csv:2: max_gap_s \"99999999999\" is not between 1 and 3024000");
  }

  @Test
  void aDeviceOfANameThatIngestRefusesIsRefusedInTheTables() {
    assertThat(problems("points\ndevice,site,equipment_class\nsolo😀,hall,server\n"))
        .singleElement()
        .asString()
        .contains("solo😀", "no emoji");
  }

  @Test
  void whatIsKeptIsAnAssetOrADeviceAndNobodysOwn() {
    String assets =
        "assets\nasset,site,equipment_class,personal\nsrv,hall,server,\nmine,hall,laptop,1\n";
    String keep = "keep\nwhat,until,reason,decided_by\n";
    String rest = ",2027-01-01,spare,CIO\n";
    assertThat(problems(List.of(assets), keep + "srv" + rest)).isEmpty();
    assertThat(problems(List.of(assets), keep + "sv" + rest + "mine" + rest))
        .containsExactlyInAnyOrder(
            "keep.csv:2: what \"sv\" is neither an asset nor a device of the tables",
            "keep.csv:3: what \"mine\" is somebody's own: nothing is proposed about it");
  }

  @Test
  void aCellThatASpreadsheetTakesForAFormulaIsWrittenAsWordsAndReadBackAsItWas() {
    String text = "entities\nentity,name\n=1+1,'=x\n-b,a=b\n";
    List<EstateLine> lines = lines(text.replace("'=x", "''=x"));
    String written = EstateLine.format(EstateTable.ENTITIES, lines);
    assertThat(written).contains("'=1+1,''=x", "'-b,a=b");
    assertThat(EstateLine.read(EstateTable.ENTITIES, written, "e.csv").lines())
        .extracting(EstateLine::cells)
        .containsExactlyInAnyOrderElementsOf(lines.stream().map(EstateLine::cells).toList());
  }
}
