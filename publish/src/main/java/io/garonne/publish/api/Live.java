package io.garonne.publish.api;

import io.garonne.model.LivePower;
import io.garonne.publish.TotalsCsv;
import io.garonne.publish.http.Answer;
import io.garonne.publish.http.Handler;
import io.garonne.publish.http.NotForRoleException;
import io.garonne.publish.http.Request;
import io.garonne.publish.http.Role;
import io.garonne.publish.live.LiveCsv;
import io.garonne.publish.live.LiveShown;
import io.garonne.publish.view.Views;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/** Power drawn now, of sites and classes or racks; of devices and channels for operators. */
final class Live implements Handler {
  private static final Set<String> PARAMETERS = Slice.parametersBeside("kind", "site", "format");

  private final Supplier<Views> views;
  private final InstantSource clock;

  Live(Supplier<Views> views, InstantSource clock) {
    this.views = views;
    this.clock = clock;
  }

  @Override
  public Answer answer(Request request) {
    request.allowOnly(PARAMETERS);
    LivePower.Kind kind =
        Objects.requireNonNullElse(
            Choice.of(request, "kind", LivePower.Kind.class), LivePower.Kind.SITE_CLASS);
    boolean single = kind == LivePower.Kind.DEVICE || kind == LivePower.Kind.CHANNEL;
    if (single && !request.role().reaches(Role.OPERATOR)) {
      throw new NotForRoleException(Role.OPERATOR);
    }
    Format format = Format.of(request);
    Views now = views.get();
    long at = clock.millis();
    LiveShown shown =
        LiveShown.of(
            now.live(), now.devices(), now.tellsOfPersons(at), kind, request.parameter("site"), at);
    Slice<LivePower> slice = Slice.of(shown.values().stream(), LivePower::key, request);
    Answer answer =
        format == Format.CSV
            ? Format.csv(
                "live-" + Choice.label(kind),
                out -> LiveCsv.write(slice.items(), TotalsCsv.LineEnd.CRLF, out))
            : ApiJson.live(shown.sums(), slice.items());
    return slice.linked(answer, request);
  }
}
