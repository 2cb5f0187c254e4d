package io.garonne.publish.page;

import io.garonne.publish.html.Html;
import io.garonne.publish.http.Answer;
import io.garonne.publish.http.BadRequestException;
import io.garonne.publish.http.Handler;
import io.garonne.publish.http.Request;
import io.garonne.publish.text.Language;
import io.garonne.publish.text.Texts;
import io.garonne.publish.view.Views;
import io.garonne.service.Readiness;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The page: one document with its style and script inside, readable without either. The script asks
 * for {@code part=live} every 5 s and {@code part=all} every minute and puts in what changed; who
 * has no script may ask for a refresh, which is never forced on anybody.
 */
public final class Page implements Handler {
  private static final String STYLE = resource("page.css");
  private static final String SCRIPT = resource("page.js");
  private static final String POLICY =
      "default-src 'none'; style-src '"
          + hash(STYLE)
          + "'; script-src '"
          + hash(SCRIPT)
          + "'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; "
          + "frame-ancestors 'none'";

  private final Supplier<Views> views;
  private final Supplier<Map<String, Readiness>> stages;
  private final InstantSource clock;
  private final ZoneId zone;

  /**
   * @param views what is known now
   * @param stages readiness by stage name
   * @param zone zone of the clock times on the page
   */
  public Page(
      Supplier<Views> views,
      Supplier<Map<String, Readiness>> stages,
      InstantSource clock,
      ZoneId zone) {
    this.views = views;
    this.stages = stages;
    this.clock = clock;
    this.zone = zone;
  }

  @Override
  public Answer answer(Request request) {
    Language language = language(request);
    Integer refresh = refresh(request.parameter("refresh"));
    String part = request.parameter("part");
    PageModel model =
        PageModel.of(views.get(), stages.get(), clock.millis(), zone, request.parameter("site"));
    Texts texts = new Texts(language);
    Html out = new Html();
    if (part == null) {
      new Document(out, texts, model, STYLE, SCRIPT).write(refresh);
    } else {
      part(out, texts, model, part);
    }
    return Answer.of("text/html", out.toString())
        .with("Content-Security-Policy", POLICY)
        .with("Content-Language", language.code())
        .with("Vary", "Accept-Language");
  }

  private static void part(Html out, Texts texts, PageModel model, String part) {
    switch (part) {
      case "live" -> new LiveSection(out, texts, model).write();
      case "all" -> Document.parts(out, texts, model);
      default -> throw new BadRequestException("part is live or all");
    }
  }

  private static Language language(Request request) {
    String asked = request.parameter("lang");
    if (asked == null) {
      return Language.preferred(request.acceptLanguage());
    }
    Language language = Language.ofCode(asked);
    if (language == null) {
      throw new BadRequestException("lang is fr or en");
    }
    return language;
  }

  private static @Nullable Integer refresh(@Nullable String seconds) {
    if (seconds == null) {
      return null;
    }
    if (!seconds.matches("[0-9]{1,4}") || Integer.parseInt(seconds) < 10) {
      throw new BadRequestException("refresh is a number of seconds from 10 to 9999");
    }
    return Integer.valueOf(seconds);
  }

  private static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(Page.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
