package io.garonne.deploy.runtime;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An {@code influxd} of this machine.
 *
 * @param path the program
 * @param version as it says itself, for example {@code 1.6.7~rc0}; {@code unknown} if it does not
 */
public record InfluxBinary(Path path, String version) {
  private static final Pattern VERSION = Pattern.compile("v?(\\d+\\.\\d+[^ ]*)");

  /** The one on the PATH or where packages put it, if there is one. */
  public static Optional<InfluxBinary> find() {
    Path path = onPath("influxd");
    return path == null ? Optional.empty() : Optional.of(new InfluxBinary(path, version(path)));
  }

  /**
   * Whether {@link InfluxProcess} can run it: 1.x. Later ones want an owner, an organisation and a
   * token made first, which is for their administrator to decide.
   */
  public boolean isUsable() {
    return version.startsWith("1.");
  }

  /** A program on the PATH or in the usual places beside it. */
  public static @Nullable Path onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    String places =
        path + File.pathSeparator + "/usr/local/bin:/usr/bin:/usr/sbin:/opt/homebrew/bin";
    for (String place : places.split(File.pathSeparator, -1)) {
      if (!place.isBlank() && Files.isExecutable(Path.of(place, program))) {
        return Path.of(place, program);
      }
    }
    return null;
  }

  private static String version(Path path) {
    try {
      Process process =
          new ProcessBuilder(path.toString(), "version").redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      Matcher matcher = VERSION.matcher(output);
      return matcher.find() ? matcher.group(1) : "unknown";
    } catch (IOException e) {
      return "unknown";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "unknown";
    }
  }
}
