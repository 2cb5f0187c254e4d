package io.garonne.publish.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a handler sees of a request.
 *
 * @param path decoded path, with its first slash
 * @param parameters decoded query
 * @param accept the {@code Accept} header, empty if there is none
 * @param acceptLanguage the {@code Accept-Language} header, empty if there is none
 * @param role what who asks may see
 */
public record Request(
    String path, Map<String, String> parameters, String accept, String acceptLanguage, Role role) {

  /** Longest query that is looked at, in characters. */
  private static final int LONGEST_QUERY = 2000;

  private static final int MOST_PARAMETERS = 32;

  public Request {
    parameters = Map.copyOf(parameters);
  }

  /** A parameter, or null if it is absent or empty. */
  public @Nullable String parameter(String name) {
    String value = parameters.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /**
   * Refuses parameters that a path does not know or that are empty, because a filter that does not
   * filter would give too much.
   *
   * @throws BadRequestException naming the first one
   */
  public void allowOnly(Set<String> names) {
    for (String name : parameters.keySet()) {
      if (!names.contains(name)) {
        throw new BadRequestException(
            "there is no parameter \"" + name + "\"; there are " + String.join(", ", names));
      }
      if (parameter(name) == null) {
        throw new BadRequestException("\"" + name + "\" is empty");
      }
    }
  }

  /**
   * Decodes a query.
   *
   * @throws BadRequestException if it is none, is too long or says something twice
   */
  public static Map<String, String> parseQuery(@Nullable String rawQuery) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (rawQuery == null || rawQuery.isEmpty()) {
      return parameters;
    }
    if (rawQuery.length() > LONGEST_QUERY) {
      throw new BadRequestException("the query is longer than " + LONGEST_QUERY + " characters");
    }
    String[] pairs = rawQuery.split("&", -1);
    if (pairs.length > MOST_PARAMETERS) {
      throw new BadRequestException("there are more than " + MOST_PARAMETERS + " parameters");
    }
    for (String pair : pairs) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      if (parameters.put(name, equals < 0 ? "" : decoded(pair.substring(equals + 1))) != null) {
        throw new BadRequestException("\"" + name + "\" is there twice");
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("the query is not well encoded", e);
    }
  }
}
