package io.garonne.ingest.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IppTest {
  @Test
  void aQuestionIsGetPrinterAttributesAndNothingElse() {
    byte[] question = IppMessage.question(2, 0, "ipp://p/ipp/print", List.of("a", "b"));
    assertThat(question).startsWith(2, 0, 0x00, 0x0B, 0, 0, 0, 1, 0x01);
    assertThat(question).endsWith(0x44, 0, 0, 0, 1, 'b', 3);
    assertThat(new String(question, StandardCharsets.US_ASCII))
        .contains("attributes-charset", "utf-8", "printer-uri", "ipp://p/ipp/print");
  }

  @Test
  void impressionsCountAndSheetsBesideThemDoNot() throws Exception {
    Findings found =
        read(
            answer(
                out -> {
                  integer(out, 0x23, "printer-state", 3);
                  text(out, 0x44, "printer-state-reasons", "none");
                  integer(out, 0x21, "printer-impressions-completed", 2468);
                  integer(out, 0x21, "printer-media-sheets-completed", 1234);
                  integer(out, 0x21, "printer-up-time", 1_700_000_000);
                }));
    assertThat(lines(found)).containsExactly("0 2468IMPRESSIONS IDLE");
    assertThat(found.refused().stream().map(Walks::line))
        .containsExactly("printer-media-sheets-completed sum-of-parts");
  }

  @Test
  void monoAndColourAreChannelsAndTheirSumIsNot() throws Exception {
    Findings found =
        read(
            answer(
                out -> {
                  integer(out, 0x23, "printer-state", 4);
                  integer(out, 0x21, "printer-impressions-completed", 2468);
                  head(out, 0x34, "printer-impressions-completed-col");
                  out.writeShort(0);
                  member(out, "monochrome", 1500);
                  member(out, "full-color", 968);
                  head(out, 0x37, "");
                  out.writeShort(0);
                  integer(out, 0x21, "printer-pages-completed", 5);
                }));
    assertThat(lines(found))
        .containsExactly("0 PRINTING", "mono 1500IMPRESSIONS", "colour 968IMPRESSIONS");
    assertThat(found.refused().stream().map(Walks::line))
        .containsExactly("printer-impressions-completed sum-of-parts");
  }

  @Test
  void aPrinterThatSleepsSaysSoInItsReasonsAndUnknownIsNoNumber() throws Exception {
    Findings found =
        read(
            answer(
                out -> {
                  integer(out, 0x23, "printer-state", 3);
                  text(out, 0x44, "printer-state-reasons", "com.example.power-saver-report");
                  head(out, 0x12, "printer-impressions-completed");
                  out.writeShort(0);
                  integer(out, 0x21, "printer-media-sheets-completed", -2);
                }));
    assertThat(lines(found)).containsExactly("0 SLEEP com.example.power-saver-report");
  }

  @Test
  void aStoppedPrinterIsNotOff() throws Exception {
    Findings found =
        read(
            answer(
                out -> {
                  integer(out, 0x23, "printer-state", 5);
                  text(out, 0x44, "printer-state-reasons", "media-jam-error");
                }));
    assertThat(lines(found)).containsExactly("0 AVAILABLE media-jam-error");
  }

  @Test
  void pagesOfDocumentsNeedTheOwnersWord() throws Exception {
    Map<String, List<Object>> said = Map.of("printer-pages-completed", List.of(7L));
    assertThat(IppPrinter.read(said, Choices.NONE).refused().getFirst().reason().label())
        .isEqualTo("unknown-unit");
    Choices stated = ChoiceSettings.read(Map.of("pages", "impressions"));
    assertThat(lines(IppPrinter.read(said, stated))).containsExactly("0 7IMPRESSIONS");
  }

  @Test
  void garbledAnswersAreRefusedAndNeverThrowAnythingElse() throws Exception {
    byte[] good =
        answer(
            out -> {
              integer(out, 0x23, "printer-state", 3);
              head(out, 0x34, "printer-impressions-completed-col");
              out.writeShort(0);
              member(out, "monochrome", 1500);
              head(out, 0x37, "");
              out.writeShort(0);
            });
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = java.util.Arrays.copyOf(good, 1 + random.nextInt(good.length));
      for (int k = random.nextInt(3); k > 0; k--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(IppPrinter.read(IppMessage.answer(bytes).attributes(), Choices.NONE))
            .isNotNull();
      } catch (IOException refused) {
        assertThat(refused.getMessage()).contains("no IPP");
      }
    }
    assertThatThrownBy(() -> IppMessage.answer(new byte[0])).isInstanceOf(IOException.class);
  }

  @Test
  void ippIsCarriedByHttpOnItsOwnPort() {
    assertThat(IppAsker.overHttp(URI.create("ipp://p/ipp/print")))
        .isEqualTo(URI.create("http://p:631/ipp/print"));
    assertThat(IppAsker.overHttp(URI.create("ipps://p:8443")))
        .isEqualTo(URI.create("https://p:8443/"));
  }

  @Test
  void theCapturesBesideTheRepositoryGiveWhatTheFactsSay() throws Exception {
    Path folder = Walks.shared();
    assumeTrue(folder != null, "not run: no captures beside the repository");
    assertThat(captured(folder, "ha1000_idle"))
        .containsExactly("0 IDLE", "mono 1500IMPRESSIONS", "colour 968IMPRESSIONS");
    assertThat(captured(folder, "sleep_markers_minus2")).containsExactly("0 IDLE");
    Findings netio =
        NetioJson.read(
            java.nio.file.Files.readAllBytes(folder.resolve("pdu-http/netio_4all.json")),
            Choices.NONE);
    assertThat(lines(netio))
        .containsExactly(
            "1 0Wh 1step 0W 239.1V 0.000A 0pf ON",
            "2 0Wh 1step 0W 239.1V 0.000A 0pf ON",
            "3 2081Wh 1step 0W 239.1V 0.000A 0pf OFF",
            "4 172Wh 1step 0W 239.1V 0.000A 0pf ON");
    assertThat(netio.refused().stream().map(Walks::line))
        .containsExactly("GlobalMeasure sum-of-parts");
  }

  private static List<String> captured(Path folder, String name) throws IOException {
    return IppCaptures.lines(folder.resolve("printers-ipp/" + name + ".json"));
  }

  private static List<String> lines(Findings found) {
    return found.measured().stream().map(Walks::line).toList();
  }

  private static Findings read(byte[] answer) throws IOException {
    return IppPrinter.read(IppMessage.answer(answer).attributes(), Choices.NONE);
  }

  private interface Body {
    void write(DataOutputStream out) throws IOException;
  }

  private static byte[] answer(Body printer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(new byte[] {2, 0, 0, 0, 0, 0, 0, 1, 1});
    text(out, 0x47, "attributes-charset", "utf-8");
    out.writeByte(4);
    printer.write(out);
    out.writeByte(3);
    return bytes.toByteArray();
  }

  private static void head(DataOutputStream out, int tag, String name) throws IOException {
    out.writeByte(tag);
    out.writeUTF(name);
  }

  private static void text(DataOutputStream out, int tag, String name, String value)
      throws IOException {
    head(out, tag, name);
    out.writeUTF(value);
  }

  private static void integer(DataOutputStream out, int tag, String name, int value)
      throws IOException {
    head(out, tag, name);
    out.writeShort(4);
    out.writeInt(value);
  }

  private static void member(DataOutputStream out, String name, int value) throws IOException {
    head(out, 0x4A, "");
    out.writeUTF(name);
    integer(out, 0x21, "", value);
  }
}
