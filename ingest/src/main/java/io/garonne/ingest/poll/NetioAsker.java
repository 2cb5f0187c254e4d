package io.garonne.ingest.poll;

import io.garonne.ingest.poll.Target.Netio;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Asks a NETIO PDU for its {@code netio.json}. */
final class NetioAsker implements Asker {
  private final HttpAnswers http;

  NetioAsker(HttpAnswers http) {
    this.http = http;
  }

  @Override
  public Findings ask(Target target) throws IOException, InterruptedException {
    if (!(target.access() instanceof Netio netio)) {
      throw new IllegalArgumentException(target.device() + " is no NETIO");
    }
    HttpRequest.Builder request = HttpRequest.newBuilder(netio.uri()).GET();
    if (netio.user() != null) {
      String login = netio.user() + ":" + (netio.password() == null ? "" : netio.password());
      request.header(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }
    return NetioJson.read(http.body(request), target.choices());
  }
}
