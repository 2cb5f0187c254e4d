package io.garonne.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate of the build, with its own settings, on a project of one dependency. */
final class LicencesTest {
  @TempDir Path directory;

  @Test
  void aLicenceOutsideOfTheListEndsTheBuild() throws Exception {
    String ours = Files.readString(Path.of("pom.xml"));
    int name = ours.indexOf("<artifactId>license-maven-plugin</artifactId>");
    String gate =
        ours.substring(ours.lastIndexOf("<plugin>", name), ours.indexOf("</plugin>", name))
            + "</plugin>";
    String list = between(ours, "<garonne.licences>", "</garonne.licences>");
    String logback =
        between(Files.readString(Path.of("../pom.xml")), "<logback.version>", "</logback.version>");
    Files.writeString(
        directory.resolve("pom.xml"),
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>x</groupId>
          <artifactId>x</artifactId>
          <version>1</version>
          <dependencies>
            <dependency>
              <groupId>ch.qos.logback</groupId>
              <artifactId>logback-classic</artifactId>
              <version>%s</version>
            </dependency>
          </dependencies>
          <build><plugins>%s</plugins></build>
        </project>
        """
            .formatted(logback, gate));
    // Logback is under the EPL or the LGPL, as one likes.
    assertThat(build(list.replace("|EPL-2.0", "")))
        .contains("BUILD FAILURE")
        .contains("There are some forbidden licenses used");
    assertThat(build(list)).contains("BUILD SUCCESS");
    assertThat(Files.readString(directory.resolve("target/licences/THIRD-PARTY.txt")))
        .contains("logback-classic");
  }

  private static String between(String text, String from, String to) {
    int start = text.indexOf(from) + from.length();
    return text.substring(start, text.indexOf(to, start));
  }

  private String build(String licences) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                "mvn", "-B", "-Dgaronne.licences=" + licences, "license:add-third-party@licences"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process maven = builder.directory(directory.toFile()).redirectErrorStream(true).start();
    String said = new String(maven.getInputStream().readAllBytes(), UTF_8);
    maven.waitFor();
    return said;
  }
}
