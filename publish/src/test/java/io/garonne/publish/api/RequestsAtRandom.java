package io.garonne.publish.api;

import io.garonne.publish.http.Role;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Requests as nobody would think of them, from what is described; the same seed, the same ones. */
final class RequestsAtRandom {
  /** What has to come of a request. */
  enum Due {
    /** Everything is as described. */
    ANSWER,
    /** Something is not. */
    REFUSAL,
    /** It is so odd that the server may not even understand it. */
    REFUSAL_IN_ANY_FORM
  }

  /** A request. */
  record Made(
      Contract.Operation operation,
      String method,
      String target,
      Map<String, String> headers,
      Role role,
      Due due) {}

  private static final List<String> NONSENSE =
      List.of(
          "", // Where something must be there it is as if it were absent: not sent.
          "0",
          "-1",
          "10001",
          "99999999999999999999",
          "1e3",
          "null",
          "NaN",
          "TRUE",
          "Day",
          "2026-13",
          "2026-02-30",
          "9999999999-01-01",
          "2026-03-02T99:00:00Z",
          "-999999999",
          "' OR 1=1 --",
          "<script>alert(1)</script>",
          "../../etc/passwd",
          "\u0000",
          "\r\nX-Injected: yes",
          "%",
          "=",
          "é\uD83D\uDE00",
          "\u202e",
          "a".repeat(1_700));

  private static final List<String> BROKEN =
      List.of(
          "%",
          "%G1",
          "%zz=1",
          "a=%",
          "a=%C3%28%",
          "=1",
          "limit=%0",
          "&&&=&",
          "limit=5&limit=5",
          "%00=1",
          "period=%u0041",
          "limit=+5x",
          "[]=1",
          "a[b]=c",
          "limit[]=1",
          "?limit=5");

  private static final List<String> METHODS =
      List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "get", "FOO", "PROPFIND");

  private final Random random;
  private final List<Contract.Operation> operations;

  RequestsAtRandom(long seed, List<Contract.Operation> operations) {
    this.random = new Random(seed);
    this.operations = operations;
  }

  Made next() {
    Contract.Operation operation = oneOf(operations);
    Role least = Role.valueOf(operation.role().toUpperCase(Locale.ROOT));
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> valid(operation);
      case 3, 4 -> wrongValue(operation);
      case 5 -> unknownParameter(operation);
      case 6 -> made(operation, oneOf(METHODS), operation.path(), Due.REFUSAL);
      case 7 ->
          made(operation, "GET", operation.path() + "?" + oneOf(BROKEN), Due.REFUSAL_IN_ANY_FORM);
      case 8 -> huge(operation);
      default -> {
        List<Role> below =
            Arrays.stream(Role.values()).filter(role -> !role.reaches(least)).toList();
        yield below.isEmpty()
            ? made(operation, "GET", operation.path() + "/" + random.nextInt(), Due.REFUSAL)
            : new Made(operation, "GET", operation.path(), Map.of(), oneOf(below), Due.REFUSAL);
      }
    };
  }

  private Made valid(Contract.Operation operation) {
    Map<String, String> query = new LinkedHashMap<>();
    for (Contract.Parameter parameter : operation.parameters()) {
      if (random.nextBoolean()) {
        query.put(parameter.name(), oneOf(parameter.named()));
      }
    }
    // What its description says of parameters that go together.
    String by = query.getOrDefault("by", "site-class");
    if (operation.path().endsWith("/totals") && !by.equals("site-class")) {
      query.remove("site");
      query.remove("class");
    }
    Map<String, String> headers =
        random.nextInt(4) == 0 ? Map.of("Accept", "text/csv;q=0.9, */*") : Map.of();
    String method = random.nextInt(5) == 0 ? "HEAD" : "GET";
    return new Made(
        operation,
        method,
        operation.path() + (query.isEmpty() ? "" : "?" + encoded(query)),
        headers,
        Role.TECHNICIAN,
        Due.ANSWER);
  }

  private Made wrongValue(Contract.Operation operation) {
    List<Contract.Parameter> narrow =
        operation.parameters().stream()
            .filter(p -> !p.schema().path("minLength").asText().equals("1"))
            .toList();
    if (narrow.isEmpty()) {
      return unknownParameter(operation);
    }
    Contract.Parameter parameter = oneOf(narrow);
    String value;
    do {
      value = oneOf(NONSENSE);
    } while (value.isBlank()
        || parameter.named().contains(value.strip())
        || (parameter.name().equals("after") && value.matches("[A-Za-z0-9_-]{0,1500}")));
    return made(
        operation,
        "GET",
        operation.path() + "?" + encoded(Map.of(parameter.name(), value)),
        Due.REFUSAL);
  }

  private Made unknownParameter(Contract.Operation operation) {
    String name =
        oneOf(
            List.of(
                "unknown", "Limit", "limit ", "sit", "periode", "__proto__", "é", "by[]", "x-y"));
    return made(operation, "GET", operation.path() + "?" + encoded(Map.of(name, "1")), Due.REFUSAL);
  }

  private Made huge(Contract.Operation operation) {
    int length = 1_990 + random.nextInt(30_000);
    return switch (random.nextInt(3)) {
      case 0 ->
          made(
              operation,
              "GET",
              operation.path() + "?site=" + "x".repeat(length),
              Due.REFUSAL_IN_ANY_FORM);
      case 1 ->
          new Made(
              operation,
              "GET",
              operation.path(),
              Map.of("X-Long", "x".repeat(16_000 + length)),
              Role.TECHNICIAN,
              Due.REFUSAL_IN_ANY_FORM);
      default ->
          made(
              operation,
              "GET",
              operation.path() + "?" + "site=a&".repeat(33 + random.nextInt(200)),
              Due.REFUSAL);
    };
  }

  private static Made made(Contract.Operation operation, String method, String target, Due due) {
    return new Made(operation, method, target, Map.of(), Role.TECHNICIAN, due);
  }

  private <T> T oneOf(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private static String encoded(Map<String, String> query) {
    List<String> pairs = new ArrayList<>();
    query.forEach(
        (name, value) ->
            pairs.add(
                URLEncoder.encode(name, StandardCharsets.UTF_8)
                    + "="
                    + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return pairs.stream().collect(Collectors.joining("&"));
  }
}
