package io.garonne.publish.api;

import io.garonne.publish.http.Answer;
import io.garonne.publish.http.BadRequestException;
import io.garonne.publish.http.Request;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list in the order of its keys. The next part begins after the last key, so that what
 * is added or taken away meanwhile shifts nothing.
 *
 * @param items in order
 * @param next cursor of the next part, or null: this is the last
 */
record Slice<T>(List<T> items, @Nullable String next) {
  static final Set<String> PARAMETERS = Set.of("limit", "after");

  private static final int LIMIT = 1_000;
  private static final int MOST = 10_000;
  private static final int LONGEST_CURSOR = 1_500;

  /**
   * The part that is asked for by {@code limit} and {@code after}.
   *
   * @param key unique; its order is that of the list
   */
  static <T> Slice<T> of(Stream<T> all, Function<T, String> key, Request request) {
    int limit = limit(request.parameter("limit"));
    String after = cursor(request.parameter("after"));
    record Keyed<T>(String key, T item) {}
    List<Keyed<T>> found =
        all.map(item -> new Keyed<>(key.apply(item), item))
            .filter(keyed -> after == null || keyed.key().compareTo(after) > 0)
            .sorted(Comparator.comparing(Keyed::key))
            .limit(limit + 1L)
            .toList();
    List<Keyed<T>> shown = found.subList(0, Math.min(limit, found.size()));
    return new Slice<>(
        shown.stream().map(Keyed::item).toList(),
        found.size() > limit ? cursorOf(shown.getLast().key()) : null);
  }

  /** Tells where the next part is (RFC 8288). */
  Answer linked(Answer answer, Request request) {
    if (next == null) {
      return answer;
    }
    String query =
        request.parameters().entrySet().stream()
            .filter(parameter -> !parameter.getKey().equals("after"))
            .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
            .sorted()
            .collect(Collectors.joining("&"));
    String after = (query.isEmpty() ? "" : query + "&") + "after=" + next;
    return answer.with("Link", "<" + request.path() + "?" + after + ">; rel=\"next\"");
  }

  /** The parameters of a list beside these. */
  static Set<String> parametersBeside(String... names) {
    Set<String> all = new TreeSet<>(Set.of(names));
    all.addAll(PARAMETERS);
    return all;
  }

  private static int limit(@Nullable String text) {
    if (text == null) {
      return LIMIT;
    }
    if (text.matches("[0-9]{1,5}")) {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST) {
        return limit;
      }
    }
    throw new BadRequestException("limit is a whole number from 1 to " + MOST);
  }

  private static @Nullable String cursor(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      if (text.length() <= LONGEST_CURSOR) {
        byte[] key = Base64.getUrlDecoder().decode(text);
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
      }
    } catch (IllegalArgumentException | CharacterCodingException e) {
      // Said below.
    }
    throw new BadRequestException("after is the cursor of a Link header, as it stands there");
  }

  private static String cursorOf(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
