package io.garonne.publish.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.garonne.publish.http.Role;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What openapi.yaml says is what is served, over real HTTP. */
class ContractTest {
  private static final int REQUESTS = 3_000;
  private static ApiFixture fixture;
  private static Contract contract;

  @BeforeAll
  static void start() throws Exception {
    fixture = new ApiFixture();
    contract = new Contract(fixture.get(Role.PUBLIC, "/api/v1/openapi.json").body());
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @Test
  void whatIsServedIsDescribedForTheSameRoleAndNothingElseIs() {
    Map<String, String> served =
        fixture.api.routes().entrySet().stream()
            .collect(
                Collectors.toMap(
                    route -> route.getKey().replaceAll("/$", "/{name}"),
                    route -> route.getValue().least().label()));
    assertThat(contract.paths()).containsExactlyInAnyOrderElementsOf(served.keySet());
    for (int i = 0; i < contract.paths().size(); i++) {
      assertThat(contract.operations().get(i).role())
          .isEqualTo(served.get(contract.paths().get(i)));
    }
  }

  @Test
  void everyDescribedValueIsTakenAndWhatComesBackIsAsDescribed() throws Exception {
    for (Contract.Operation operation : contract.operations()) {
      check(operation, operation.path());
      for (Contract.Parameter parameter : operation.parameters()) {
        for (String value : parameter.named()) {
          String encoded =
              java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8);
          String query = "?" + parameter.name() + "=" + encoded;
          check(operation, operation.path() + query);
          if (operation.parameters().stream().anyMatch(p -> p.name().equals("format"))
              && !parameter.name().equals("format")) {
            check(operation, operation.path() + query + "&format=csv");
          }
        }
      }
    }
  }

  private static void check(Contract.Operation operation, String target) throws Exception {
    RawHttp.Answer answer = fixture.get(Role.TECHNICIAN, target);
    assertThat(answer.status()).as(target + " " + answer.body()).isEqualTo(200);
    assertThat(contract.wrongWith(operation, answer, true)).as(target).isEmpty();
  }

  @Test
  void everyParameterThatIsNotDescribedIsRefusedByName() throws Exception {
    Set<String> names = new TreeSet<>(Set.of("unknown", "offset"));
    contract.operations().forEach(o -> o.parameters().forEach(p -> names.add(p.name())));
    for (Contract.Operation operation : contract.operations()) {
      Set<String> known =
          operation.parameters().stream().map(Contract.Parameter::name).collect(Collectors.toSet());
      for (String name : names) {
        if (!known.contains(name)) {
          RawHttp.Answer answer =
              fixture.get(Role.TECHNICIAN, operation.path() + "?" + name + "=1");
          assertThat(answer.status()).as(operation.path() + " " + name).isEqualTo(400);
          assertThat(answer.body()).contains("there is no parameter \\\"" + name);
          assertThat(contract.wrongWith(operation, answer, true)).isEmpty();
        }
      }
    }
  }

  @Test
  void whateverIsAskedIsAnsweredAsDescribedOrRefusedWithAReasonAndNothingBreaks() throws Exception {
    RequestsAtRandom requests = new RequestsAtRandom(20260302, contract.operations());
    Map<RequestsAtRandom.Due, Integer> made = new EnumMap<>(RequestsAtRandom.Due.class);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      RequestsAtRandom.Made request = requests.next();
      made.merge(request.due(), 1, Integer::sum);
      RawHttp.Answer answer =
          fixture.send(request.method(), request.target(), request.headers(), request.role());
      String problem = problem(request, answer);
      if (!problem.isEmpty()) {
        String target = request.target();
        wrong.add(
            request.method()
                + " "
                + target.substring(0, Math.min(200, target.length()))
                + " as "
                + request.role().label().toLowerCase(Locale.ROOT)
                + ": "
                + answer.status()
                + " "
                + problem);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(made.values()).allSatisfy(n -> assertThat(n).isGreaterThan(REQUESTS / 20));
  }

  private static String problem(RequestsAtRandom.Made request, RawHttp.Answer answer) {
    boolean hasBody = !request.method().equals("HEAD");
    if (request.due() == RequestsAtRandom.Due.ANSWER) {
      return answer.status() == 200
          ? String.join("; ", contract.wrongWith(request.operation(), answer, hasBody))
          : answer.body();
    }
    if (answer.status() < 400 || answer.status() > 499) {
      return "is not refused";
    }
    if (answer.body().isBlank()) {
      return "says nothing";
    }
    if (!answer.header("x-injected").isEmpty()) {
      return "a header was put in";
    }
    // What the server itself does not understand it refuses in a form of its own.
    boolean ours = !answer.header("content-security-policy").isEmpty();
    if (!ours && request.due() == RequestsAtRandom.Due.REFUSAL_IN_ANY_FORM) {
      return "";
    }
    return String.join("; ", contract.wrongWith(request.operation(), answer, true));
  }
}
