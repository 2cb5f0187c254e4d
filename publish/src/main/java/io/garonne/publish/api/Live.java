package io.garonne.publish.api;

import io.garonne.model.LivePower;
import io.garonne.publish.http.Answer;
import io.garonne.publish.http.Handler;
import io.garonne.publish.http.NotForRoleException;
import io.garonne.publish.http.Request;
import io.garonne.publish.http.Role;
import io.garonne.publish.view.SmallGroups;
import io.garonne.publish.view.Views;
import java.time.InstantSource;
import java.util.List;
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
    String site = request.parameter("site");
    Views now = views.get();
    SmallGroups small = now.devices().smallGroupsAt(clock.millis());
    List<LivePower> shown =
        now.live().all().stream()
            .filter(p -> Choice.wants(site, p.site()))
            .filter(p -> p.kind() == kind || p.kind() == LivePower.Kind.SITE_CLASS)
            .filter(p -> !small.withholds(p) && !isPersonalNow(now, p))
            .toList();
    List<LivePower> sums =
        shown.stream().filter(p -> p.kind() == LivePower.Kind.SITE_CLASS).toList();
    Slice<LivePower> slice =
        Slice.of(shown.stream().filter(p -> p.kind() == kind), LivePower::key, request);
    Answer answer =
        format == Format.CSV
            ? Format.csv("live-" + Choice.label(kind), out -> LiveCsv.write(slice.items(), out))
            : ApiJson.live(sums, slice.items());
    return slice.linked(answer, request);
  }

  private boolean isPersonalNow(Views now, LivePower p) {
    // The inventory may have changed since the value was written.
    return p.device() != null && now.devices().isPersonalAt(p.device(), clock.millis());
  }
}
