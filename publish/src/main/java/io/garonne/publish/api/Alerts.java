package io.garonne.publish.api;

import io.garonne.model.alert.Alert;
import io.garonne.model.alert.Severity;
import io.garonne.model.wire.AlertJson;
import io.garonne.publish.TotalsCsv;
import io.garonne.publish.alert.AlertsCsv;
import io.garonne.publish.alert.Audience;
import io.garonne.publish.http.Answer;
import io.garonne.publish.http.Handler;
import io.garonne.publish.http.Request;
import io.garonne.publish.http.Role;
import io.garonne.publish.view.Views;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What somebody should act on, the most urgent first; of personal devices to technicians only. */
final class Alerts implements Handler {
  private static final Set<String> PARAMETERS =
      Slice.parametersBeside("state", "severity", "kind", "site", "format");

  /** Which alerts. */
  private enum State {
    OPEN,
    ENDED,
    ALL
  }

  private final Supplier<Views> views;

  Alerts(Supplier<Views> views) {
    this.views = views;
  }

  @Override
  public Answer answer(Request request) {
    request.allowOnly(PARAMETERS);
    State said = Choice.of(request, "state", State.class);
    State state = said == null ? State.OPEN : said;
    Severity severity = Choice.of(request, "severity", Severity.class);
    Alert.Kind kind = Choice.of(request, "kind", Alert.Kind.class);
    String site = request.parameter("site");
    Format format = Format.of(request);
    Stream<Alert> found =
        of(views.get(), request.role())
            .filter(a -> state == State.ALL || a.isOpen() == (state == State.OPEN))
            .filter(a -> Choice.wants(severity, a.severity()) && Choice.wants(kind, a.kind()))
            .filter(a -> Choice.wants(site, a.place().site()));
    Slice<Alert> slice = Slice.of(found, Alerts::key, request);
    Answer answer =
        format == Format.CSV
            ? Format.csv(
                "alerts", out -> AlertsCsv.write(slice.items(), TotalsCsv.LineEnd.CRLF, out))
            : ApiJson.list("alerts", slice.items(), AlertJson::write);
    return slice.linked(answer, request);
  }

  /** Those that a role may see. */
  static Stream<Alert> of(Views views, Role role) {
    Audience audience = role.reaches(Role.TECHNICIAN) ? Audience.TECHNICIAN : Audience.EVERYBODY;
    return views.alerts().seenBy(audience, views.devices()).alerts().stream();
  }

  private static String key(Alert alert) {
    int urgency = Severity.values().length - alert.severity().ordinal();
    return "%d\0%015d\0%s".formatted(urgency, alert.since(), alert.id());
  }
}
