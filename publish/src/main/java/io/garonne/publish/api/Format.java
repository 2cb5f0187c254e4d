package io.garonne.publish.api;

import io.garonne.publish.http.Answer;
import io.garonne.publish.http.BadRequestException;
import io.garonne.publish.http.Request;
import io.garonne.publish.http.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;

/** How an answer is written. */
enum Format {
  JSON,
  CSV;

  /** Writes lines. */
  interface Lines {
    void write(Appendable out) throws IOException;
  }

  /** By the parameter {@code format}, else by {@code Accept}; JSON where neither says. */
  static Format of(Request request) {
    String format = request.parameter("format");
    if (format != null) {
      return switch (format) {
        case "json" -> JSON;
        case "csv" -> CSV;
        default -> throw new BadRequestException("format is csv or json");
      };
    }
    Weights accepted = new Weights(request.accept());
    double csv = accepted.of("text/csv", "text/*");
    return csv > accepted.of("application/json", "application/*", "*/*") ? CSV : JSON;
  }

  /** An answer of lines. */
  static Answer csv(String name, Lines lines) {
    StringBuilder out = new StringBuilder();
    try {
      lines.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Answer.of("text/csv", out.toString())
        .with("Content-Disposition", "inline; filename=\"" + name + ".csv\"");
  }
}
