package io.garonne.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class XmlScannerTest {
  @Test
  void elementsComeInOrderWithTheirTexts() {
    assertThat(steps("<?xml version=\"1.0\"?><a><!-- x --><b> 1 </b><c/></a>"))
        .containsExactly("<a", "<b", "b>1", "<c", "c>", "a>", "finished");
  }

  @Test
  void aBracketInAnAttributeEndsNoTag() {
    XmlScanner xml = new XmlScanner("<a id='1 > 0' name=\"it's\"/>");
    assertThat(xml.next()).isEqualTo(XmlScanner.Step.START);
    assertThat(xml.attribute("id")).isEqualTo("1 > 0");
    assertThat(xml.attribute("name")).isEqualTo("it's");
    assertThat(xml.attribute("none")).isEmpty();
  }

  @Test
  void documentTypesCdataAndUnknownEntitiesAreRefused() {
    assertThat(steps("<!DOCTYPE a><a/>")).containsExactly("a document type or CDATA");
    assertThat(steps("<a><![CDATA[1]]></a>")).contains("a document type or CDATA");
    assertThat(steps("<a>&lol;</a>")).contains("an entity");
    assertThat(steps("<a>Fish &amp; chips &#8364;</a>")).contains("finished");
  }

  @Test
  void whatIsNotWellFormedIsRefused() {
    assertThat(steps("<a><b></a></b>")).contains("</a> closes nothing");
    assertThat(steps("<a>")).contains("cut off");
    assertThat(steps("<a></a><b></b>")).contains("not one element, or too deep");
    assertThat(steps("<a>".repeat(17))).contains("not one element, or too deep");
    assertThat(steps("<a b=\"></a>")).contains("cut off");
    assertThat(steps("no element")).containsExactly("cut off");
    assertThat(steps("<")).containsExactly("cut off");
    assertThat(steps("<!-- never closed")).containsExactly("a comment that does not end");
  }

  private static List<String> steps(String text) {
    XmlScanner xml = new XmlScanner(text);
    List<String> steps = new ArrayList<>();
    while (true) {
      switch (xml.next()) {
        case START -> steps.add("<" + xml.element());
        case END -> steps.add(xml.element() + ">" + xml.text());
        case FINISHED -> {
          steps.add("finished");
          return steps;
        }
        case BROKEN -> {
          steps.add(xml.problem());
          return steps;
        }
      }
    }
  }
}
