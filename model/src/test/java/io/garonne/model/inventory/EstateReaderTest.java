package io.garonne.model.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EstateReaderTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final String SITES =
      """
      sites
      site,zone
      paris,Europe/Paris
      tokyo,Asia/Tokyo
      """;

  /** An estate of tables, each with its name as first line. */
  private static Estate.Result read(String... tables) {
    List<EstateLine> lines = new ArrayList<>();
    for (String text : tables) {
      int end = text.indexOf('\n');
      EstateTable table = Objects.requireNonNull(EstateTable.ofLabel(text.substring(0, end)));
      EstateLine.Result read =
          EstateLine.read(table, text.substring(end + 1), table.label() + ".csv");
      assertThat(read.problems()).isEmpty();
      lines.addAll(read.lines());
    }
    return Estate.of(lines, PARIS);
  }

  private static List<String> problems(String... tables) {
    return read(tables).problems();
  }

  private static Validity between(String from, String to) {
    return new Validity(Instant.parse(from).toEpochMilli(), Instant.parse(to).toEpochMilli());
  }

  @Test
  void fuelForARoomOrMonthThatIsNoneIsRefusedWithItsLine() {
    String points = "points\ndevice,site,room\nmain,paris,cellar\n";
    String fuels = "fuels\nmonth,site,room,fuel,quantity,source\n";
    assertThat(problems(SITES, points, fuels + "2026-03,paris,cellar,diesel,200,invoice\n"))
        .isEmpty();
    assertThat(problems(SITES, points, fuels + "2026-03,paris,celler,diesel,200,invoice\n"))
        .containsExactly("fuels.csv:2: room \"celler\" is not known at site paris; known: cellar");
    assertThat(
            EstateLine.read(
                    EstateTable.FUELS,
                    "month,site,fuel,quantity,source\n2026-13,paris,diesel,200,invoice\n",
                    "fuels.csv")
                .problems())
        .singleElement()
        .asString()
        .startsWith("fuels.csv:2: ")
        .contains("month");
  }

  @Test
  void aSecondFeedAOfOneRedundancyGroupIsRefused() {
    String head = "points\ndevice,channel,parent,feed,redundancy_group,site,from,to\n";
    assertThat(
            problems(
                SITES,
                head + "a,,,A,G,paris,,\nb,,,B,G,paris,,\nc,,,A,H,paris,,\nd,,,A,G,tokyo,,\n"))
        .isEmpty();
    assertThat(problems(SITES, head + "a,,,A,G,paris,,\nb,,,A,G,paris,,\n"))
        .singleElement()
        .asString()
        .contains("points.csv:3", "b is a second feed A of redundancy_group G, beside a");
    // One took the other's place; and a strip below a strip of the same feed is no second one.
    assertThat(
            problems(
                SITES,
                head
                    + "a,,,A,G,paris,,2026-03-01\nb,,,A,G,paris,2026-03-01,\nc,,b,A,G,paris,2026-03-01,\n"))
        .isEmpty();
  }

  @Test
  void aConnectionsDatesAreThoseOfTheSiteWhereItsAssetIsThen() {
    Estate.Result read =
        read(
            SITES,
            """
            assets
            asset,equipment_class,site,from,to
            srv,server,paris,,2026-03-01T00:00:00+01:00
            srv,server,tokyo,2026-03-01T00:00:00+01:00,
            """,
            """
            connections
            asset,device,from,to
            srv,plug-1,2026-02-01,2026-03-01
            srv,plug-2,2026-04-01,2026-05-01
            """);
    assertThat(read.problems()).isEmpty();
    assertThat(read.estate().connections())
        .extracting(Connection::validity)
        .containsExactly(
            between("2026-01-31T23:00:00Z", "2026-02-28T23:00:00Z"),
            between("2026-03-31T15:00:00Z", "2026-04-30T15:00:00Z"));
  }

  @Test
  void aConnectionsDateOnWhichItsAssetIsAtTwoSitesByTheirClocksIsThatOfItsChannelsSite() {
    Estate.Result read =
        read(
            SITES,
            """
            assets
            asset,equipment_class,site,from,to
            srv,server,tokyo,,2026-02-28T20:00:00Z
            srv,server,paris,2026-02-28T20:00:00Z,
            """,
            """
            points
            device,site
            plug-1,paris
            plug-2,tokyo
            """,
            """
            connections
            asset,device,from,to
            srv,plug-1,2026-03-01,2026-05-01
            srv,plug-2,2026-03-01,2026-05-01
            """);
    assertThat(read.problems()).isEmpty();
    assertThat(read.estate().connections())
        .extracting(Connection::validity)
        .containsExactly(
            between("2026-02-28T23:00:00Z", "2026-04-30T22:00:00Z"),
            between("2026-02-28T15:00:00Z", "2026-04-30T22:00:00Z"));
  }

  @Test
  void aConnectionOutsideItsAssetsTimeIsAProblemThatSaysWhichPart() {
    String assets =
        """
        assets
        asset,equipment_class,site,from,to
        srv,server,paris,2026-01-01,2026-03-01
        srv,server,paris,2026-04-01,2026-06-01
        """;
    assertThat(
            problems(
                SITES,
                assets,
                """
                connections
                asset,device,from,to
                srv,plug-1,2025-12-01,2026-02-01
                srv,plug-2,2026-02-01,2026-05-01
                srv,plug-3,2026-05-01,
                srv,plug-4,,
                srv,plug-5,2026-01-01,2026-03-01
                srv,plug-6,2026-07-01,2026-08-01
                """))
        .containsExactlyInAnyOrder(
            "connections.csv:2: asset srv has no line that holds"
                + " from 2025-12-01T00:00+01:00 to 2026-01-01T00:00+01:00",
            "connections.csv:3: asset srv has no line that holds"
                + " from 2026-03-01T00:00+01:00 to 2026-04-01T00:00+02:00",
            "connections.csv:5: asset srv has no line that holds"
                + " from 2026-03-01T00:00+01:00 to 2026-04-01T00:00+02:00",
            "connections.csv:7: asset srv has no line that holds"
                + " from 2026-07-01T00:00+02:00 to 2026-08-01T00:00+02:00");
  }

  @Test
  void aConnectionWithoutDatesHoldsAsLongAsItsAssetIsThere() {
    Estate.Result read =
        read(
            SITES,
            """
            assets
            asset,equipment_class,site,from,to
            srv,server,paris,2026-01-01,2026-03-01
            """,
            """
            connections
            asset,device,from,to
            srv,plug-1,,
            """);
    assertThat(read.problems()).isEmpty();
    assertThat(read.estate().connections())
        .extracting(Connection::validity)
        .containsExactly(between("2025-12-31T23:00:00Z", "2026-02-28T23:00:00Z"));
  }

  @Test
  void aConnectionOfAnAssetWithoutDatesMayHaveAny() {
    assertThat(
            problems(
                SITES,
                """
                assets
                asset,equipment_class,site
                srv,server,paris
                """,
                """
                connections
                asset,device,from,to
                srv,plug-1,2025-12-01,2026-02-01
                srv,plug-2,,
                """))
        .isEmpty();
  }

  @Test
  void aDeviceOfTheShortFormThatIsAlsoAPointOrConnectedAtThatTimeIsAProblemThatNamesBothLines() {
    assertThat(
            problems(
                SITES,
                """
                devices
                device,site,equipment_class,from,to
                pdu,paris,router,,2026-03-01
                pdu,paris,server,2026-03-01,
                plug,paris,printer,,
                strip,paris,screen,,2026-03-01
                lamp,paris,screen,,
                """,
                """
                points
                device,channel,site,from,to
                pdu,1,paris,2026-01-01,
                lamp,,paris,,
                strip,1,paris,2026-03-01,
                """,
                """
                assets
                asset,equipment_class,site
                prn,printer,paris
                """,
                """
                connections
                asset,device,channel,from
                prn,plug,,
                prn,strip,1,2026-03-01
                """))
        .containsExactlyInAnyOrder(
            "points.csv:2: pdu/1 is described at that time by the short form, too: devices.csv:2",
            "points.csv:2: pdu/1 is described at that time by the short form, too: devices.csv:3",
            "devices.csv:6: validity of metering point lamp overlaps that of points.csv:3",
            "connections.csv:2: plug is described at that time by the short form, too:"
                + " devices.csv:4");
  }

  @Test
  void aTariffOfASiteThatNobodyListedIsAProblem() {
    assertThat(
            problems(
                SITES,
                """
                tariffs
                site,from,price_per_kwh,source
                *,2026-01-01,0.2,contract
                paris,2026-01-01,0.2,contract
                attic,2026-01-01,0.2,contract
                """))
        .containsExactly("tariffs.csv:4: site \"attic\" is not known");
  }

  @Test
  void usersAtASiteThatOnlyTheShortFormStatesAreTakenIn() {
    String devices =
        """
        devices
        device,site,equipment_class,zone
        plug,annex,printer,Europe/Paris
        """;
    String users =
        """
        users
        month,entity,site,kind,users
        2026-01,city,annex,agent,5
        2026-01,city,attic,agent,5
        """;
    assertThat(problems(SITES, devices, users))
        .containsExactly("users.csv:3: site \"attic\" is not known");
  }

  @Test
  void aLaptopOfTheShortFormIsPersonalUnlessItsLineSaysElse() {
    Estate.Result read =
        read(
            """
            devices
            device,site,equipment_class,personal
            plug-1,annex,laptop,
            plug-2,annex,laptop,0
            plug-3,annex,NAS,
            """);
    assertThat(read.problems()).isEmpty();
    assertThat(read.estate().points())
        .extracting(MeteringPoint::personal)
        .containsExactly(true, false, false);
    assertThat(Descriptions.of(read.estate()).devices().get("plug-3"))
        .as("a class is known in capitals, too")
        .matches(d -> d != null && d.assignments().get(0).equipmentClass().equals("nas"));
  }

  @Test
  void usersMayBeAnywhereWhereNoTableListsSites() {
    assertThat(
            problems(
                """
                devices
                device,site,equipment_class,zone
                plug,annex,printer,Europe/Paris
                """,
                """
                assets
                asset,equipment_class,site
                srv,server,hq
                """,
                """
                users
                month,entity,site,kind,users
                2026-01,city,hq,agent,5
                """))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ann  Mary Smith", "Ann Mary\u00a0Smith ", "ann mary smith\u00a0"})
  void whoDecidedCannotApproveByWritingTheNameWithOtherBlanks(String name) {
    assertThat(
            problems(
                """
                adjustments
                id,from,to,kwh_per_month,reason,decided_by,approved_by
                a,2026-01,2026-02,5,more  rooms,Ann Mary Smith,NAME
                """
                    .replace("NAME", name)))
        .containsExactly(
            "adjustments.csv:2: approved_by is the person who decided: a second one has to"
                + " approve");
  }

  @Test
  void blanksOfTextBecomeOneAndThoseInsideANameStay() {
    Estate estate =
        read("""
            assets
            asset,equipment_class,site,model
            rack  pc\u00a0,server,hq,\u00a0Power  Edge\u00a0R640 \u00a0
            """)
            .estate();
    assertThat(estate.assets())
        .singleElement()
        .matches(a -> a.name().equals("rack  pc"))
        .matches(a -> "Power Edge R640".equals(a.model()));
  }

  @Test
  void aTextOfNothingButBlanksIsEmpty() {
    EstateLine.Result read =
        EstateLine.read(
            EstateTable.TARIFFS,
            "site,from,price_per_kwh,source\n*,2026-01-01,1,\u00a0 \n",
            "tariffs.csv");
    assertThat(read.problems()).containsExactly("tariffs.csv:2: source is empty");
  }

  @Test
  void linesInsideAnEventStayAsTheyAre() {
    Map<String, String> cells =
        Map.of(
            "id", "1",
            "kind", "move",
            "at", "2026-01-01",
            "done", "2026-01-01",
            "what", "rack  1 to hq",
            "before", "[\"rack  1\"]",
            "written", "[\"rack  2\"]");
    assertThat(EstateLine.of(EstateTable.EVENTS, cells, "test").cells()).isEqualTo(cells);
  }

  @Test
  void twoPointsMaySwapWhichIsAboveTheOther() {
    assertThat(
            problems(
                """
                points
                device,parent,site,from,to
                a,,hq,,2026-07-01
                a,b,hq,2026-07-01,
                b,a,hq,,2026-07-01
                b,,hq,2026-07-01,
                c,a,hq,,
                d,b,hq,,
                """))
        .isEmpty();
  }

  @Test
  void aPointBelowACircleIsNotBlamedForIt() {
    assertThat(
            problems(
                """
                points
                device,parent,site
                a,b,hq
                b,a,hq
                c,a,hq
                d,c,hq
                """))
        .containsExactly(
            "points.csv:2: a is above itself: parents go round in a circle",
            "points.csv:3: b is above itself: parents go round in a circle");
  }

  @Test
  void aCircleOfOneDayIsACircle() {
    assertThat(
            problems(
                """
                points
                device,parent,site,from,to
                a,,hq,,2026-07-01
                a,b,hq,2026-07-01,
                b,a,hq,,2026-07-02
                b,,hq,2026-07-02,
                e,e,hq,,
                """))
        .containsExactly(
            "points.csv:3: a is above itself: parents go round in a circle",
            "points.csv:4: b is above itself: parents go round in a circle",
            "points.csv:6: e is above itself: parents go round in a circle");
  }

  @Test
  @Timeout(20)
  void aCircleWithManyWaysRoundIsFoundWithoutTryingEachOfThem() {
    StringBuilder points = new StringBuilder("points\ndevice,parent,site,from,to\n");
    for (int point = 0; point < 70; point++) {
      for (int day = 1; day < 20; day++) {
        // Lines of one point that overlap are a problem of their own; each is another way up.
        String next = "p" + (point + 1) % 70;
        points.append("p%d,%s,hq,2026-01-%02d,2026-02-%02d%n".formatted(point, next, day, day));
      }
    }
    for (int bystander = 0; bystander < 50; bystander++) {
      points.append("q%d,p%d,hq,,%n".formatted(bystander, bystander));
    }
    assertThat(problems(points.toString()))
        .filteredOn(problem -> problem.contains("circle"))
        .hasSize(70 * 19);
  }

  @Test
  void aPointBelowMoreThanSixtyFourIsAProblemAndNoCircle() {
    StringBuilder points = new StringBuilder("points\ndevice,parent,site\np0,,hq\n");
    for (int point = 1; point <= 65; point++) {
      points.append("p%d,p%d,hq%n".formatted(point, point - 1));
    }
    assertThat(problems(points.toString()))
        .containsExactly("points.csv:67: more than 64 metering points are above p65");
  }

  @Test
  void aParentChannelOfWhichOnlyTheWholeDeviceHasALineIsAProblem() {
    assertThat(
            problems(
                """
                points
                device,channel,parent,parent_channel,site
                pdu,,,,hq
                plug-1,,pdu,1,hq
                """))
        .containsExactly(
            "points.csv:3: its parent pdu/1 is no metering point at any time,"
                + " only the whole of pdu is: points.csv:2");
    assertThat(
            problems(
                """
                devices
                device,site,equipment_class,from
                pdu,hq,router,2026-02-01
                """,
                """
                points
                device,channel,parent,parent_channel,site,from
                plug-1,,pdu,1,hq,2026-03-01
                """))
        .containsExactly(
            "points.csv:2: its parent pdu/1 is no metering point from 2026-03-01T00:00+01:00 on,"
                + " only the whole of pdu is: devices.csv:2");
  }

  @Test
  void aParentChannelThatHasItsLineOnlyLaterThanItsDeviceIsAProblem() {
    String whole =
        """
        points
        device,channel,parent,parent_channel,site,from,to
        pdu,,,,hq,,LEFT
        pdu,1,,,hq,2026-03-01,
        plug-1,,pdu,1,hq,,
        """;
    assertThat(problems(whole.replace("LEFT", "")))
        .containsExactly(
            "points.csv:4: its parent pdu/1 is no metering point until 2026-03-01T00:00+01:00,"
                + " only the whole of pdu is: points.csv:2");
    // Where there is no device either, what is below it is a top until then.
    assertThat(problems(whole.replace("hq,,LEFT", "hq,2026-03-01,"))).isEmpty();
  }

  @Test
  void theGuideListsTheDataOfWhichATableCanSayHowLongTheyAreKept() throws IOException {
    String guide = Files.readString(Path.of("../docs/inventory.md"));
    Matcher sentence = Pattern.compile("`data` is (.*?)\\.").matcher(guide);
    assertThat(sentence.find()).isTrue();
    Column data = Objects.requireNonNull(EstateTable.RETENTION.column("data"));
    assertThat(Pattern.compile("`(.*?)`").matcher(sentence.group(1)).results())
        .extracting(found -> found.group(1))
        .containsExactlyElementsOf(data.choices());
  }
}
