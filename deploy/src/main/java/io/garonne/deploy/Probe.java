package io.garonne.deploy;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Asks one address whether its process is well, for container engines, which cannot ask over HTTP
 * themselves. Ends with 0 on status 200, else with 1 and what was said. Uses little, as it is asked
 * every few seconds.
 */
public final class Probe {
  private static final int PATIENCE_MILLIS = 5000;

  private Probe() {}

  /** The address is the only argument, for example {@code http://127.0.0.1:8081/ready}. */
  public static void main(String[] arguments) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(arguments[0]).toURL().openConnection();
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    int status = connection.getResponseCode();
    if (status != HttpURLConnection.HTTP_OK) {
      System.out.println(
          connection.getErrorStream() == null
              ? "status " + status
              : new String(connection.getErrorStream().readNBytes(2000), StandardCharsets.UTF_8));
      System.exit(1);
    }
  }
}
