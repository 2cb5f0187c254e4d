package io.garonne.ingest.poll;

import io.garonne.ingest.poll.Target.Ipp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;

/** Asks a printer over IPP: Get-Printer-Attributes and nothing else. */
final class IppAsker implements Asker {
  private static final int STANDARD_PORT = 631;
  private static final int LAST_SUCCESS = 0xFF;

  private final HttpAnswers http;

  IppAsker(HttpAnswers http) {
    this.http = http;
  }

  @Override
  public Findings ask(Target target) throws IOException, InterruptedException {
    if (!(target.access() instanceof Ipp ipp)) {
      throw new IllegalArgumentException(target.device() + " is not asked over IPP");
    }
    IppMessage answer = ask(ipp.uri(), 2, 0);
    if (answer.status() == IppMessage.VERSION_NOT_SUPPORTED) {
      answer = ask(ipp.uri(), 1, 1);
    }
    if (answer.status() > LAST_SUCCESS) {
      throw new IOException("refuses with IPP status 0x%04x".formatted(answer.status()));
    }
    return IppPrinter.read(answer.attributes(), target.choices());
  }

  private IppMessage ask(URI printer, int major, int minor)
      throws IOException, InterruptedException {
    byte[] question = IppMessage.question(major, minor, printer.toString(), IppPrinter.WANTED);
    return IppMessage.answer(
        http.body(
            HttpRequest.newBuilder(overHttp(printer))
                .header("Content-Type", "application/ipp")
                .POST(HttpRequest.BodyPublishers.ofByteArray(question))));
  }

  /** RFC 3510: IPP is carried by HTTP on port 631. */
  static URI overHttp(URI printer) {
    String scheme = printer.getScheme().equals("ipps") ? "https" : "http";
    int port = printer.getPort() < 0 ? STANDARD_PORT : printer.getPort();
    String path = printer.getRawPath();
    return URI.create(
        scheme + "://" + printer.getHost() + ":" + port + (path.isEmpty() ? "/" : path));
  }
}
