package io.garonne.publish.api;

import io.garonne.publish.alert.Audience;
import io.garonne.publish.device.DeviceNow;
import io.garonne.publish.device.DevicesCsv;
import io.garonne.publish.http.Answer;
import io.garonne.publish.http.Handler;
import io.garonne.publish.http.Request;
import io.garonne.publish.http.Role;
import io.garonne.publish.view.Views;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The devices: unknown, silent and odd ones first. */
final class Devices implements Handler {
  private static final Set<String> PARAMETERS =
      Slice.parametersBeside("state", "site", "class", "name", "format");

  private final Supplier<Views> views;
  private final InstantSource clock;

  Devices(Supplier<Views> views, InstantSource clock) {
    this.views = views;
    this.clock = clock;
  }

  @Override
  public Answer answer(Request request) {
    request.allowOnly(PARAMETERS);
    DeviceNow.State state = Choice.of(request, "state", DeviceNow.State.class);
    String site = request.parameter("site");
    String equipmentClass = request.parameter("class");
    String name = request.parameter("name");
    Format format = Format.of(request);
    Audience audience =
        request.role().reaches(Role.TECHNICIAN) ? Audience.TECHNICIAN : Audience.EVERYBODY;
    Stream<DeviceNow> found =
        DeviceNow.all(views.get(), audience, clock.millis()).stream()
            .filter(d -> Choice.wants(state, d.state()) && Choice.wants(site, d.site()))
            .filter(d -> Choice.wants(equipmentClass, d.equipmentClass()))
            .filter(d -> contains(d.device(), name));
    Slice<DeviceNow> slice =
        Slice.of(found, device -> device.state().ordinal() + "\0" + device.device(), request);
    Answer answer =
        format == Format.CSV
            ? Format.csv("devices", out -> DevicesCsv.write(slice.items(), out))
            : ApiJson.devices(slice.items());
    return slice.linked(answer, request);
  }

  private static boolean contains(String device, @Nullable String part) {
    return part == null || device.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }
}
