package io.garonne.ingest.decode;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the plain templates, and no others:
 *
 * <pre>
 * template = "{{" product "}}"
 * product  = operand { ("*" | "/") operand }      at most one operand is a path, and the first is it
 * operand  = (path | number | "(" product ")") { "|" filter }
 * path     = ("value" | "value_json") { "." name | "[" text or position "]" }
 * filter   = "float" | "int" | "round", each with plain arguments or none
 * </pre>
 *
 * A default value in a filter's arguments is not used: what a device does not say is unknown.
 */
final class TemplateParser {
  private static final int MAX_LENGTH = 300;
  private static final int MAX_DECIMALS = 15;

  private final String text;
  private int at;

  TemplateParser(String text) {
    this.text = text.length() > MAX_LENGTH ? "" : text.strip();
  }

  /** The template, or null if it is not a plain one. */
  @Nullable ValueTemplate parse() {
    try {
      expect("{{");
      take("-");
      ValueTemplate template = path(product());
      take("-");
      expect("}}");
      return at == text.length() ? template : null;
    } catch (NotPlain e) {
      return null;
    }
  }

  /** A path with what is done to it, or a number. */
  private sealed interface Operand {
    record Template(ValueTemplate template) implements Operand {}

    record Constant(BigDecimal value) implements Operand {}
  }

  private Operand product() throws NotPlain {
    Operand left = operand();
    while (true) {
      boolean times = take("*");
      if (!times && !take("/")) {
        return left;
      }
      Operand of = new Operand.Template(path(left));
      if (!(operand() instanceof Operand.Constant constant) || constant.value().signum() == 0) {
        throw new NotPlain();
      }
      BigDecimal factor = constant.value();
      left = computed(of, times ? n -> n.times(factor) : n -> n.dividedBy(factor));
    }
  }

  private Operand operand() throws NotPlain {
    Operand operand;
    if (take("(")) {
      operand = product();
      expect(")");
    } else if (isNumber()) {
      operand = new Operand.Constant(number());
    } else {
      operand = new Operand.Template(path());
    }
    while (take("|")) {
      operand = filter(operand);
    }
    return operand;
  }

  private Operand filter(Operand operand) throws NotPlain {
    String name = name();
    List<String> arguments = take("(") ? arguments() : List.of();
    return switch (name) {
      case "float" -> operand;
      case "int" -> computed(operand, Scaled::truncated);
      case "round" -> {
        int decimals = decimals(arguments);
        yield computed(operand, n -> n.rounded(decimals));
      }
      default -> throw new NotPlain();
    };
  }

  private static int decimals(List<String> arguments) throws NotPlain {
    if (arguments.isEmpty()) {
      return 0;
    }
    BigDecimal number = Decimals.number(arguments.get(0));
    if (arguments.size() > 1
        || number == null
        || !Decimals.whole(number)
        || number.signum() < 0
        || number.intValue() > MAX_DECIMALS) {
      throw new NotPlain();
    }
    return number.intValue();
  }

  private List<String> arguments() throws NotPlain {
    List<String> arguments = new ArrayList<>();
    while (!take(")")) {
      if (!arguments.isEmpty()) {
        expect(",");
      }
      if (isNumber()) {
        arguments.add(number().toPlainString());
      } else {
        String name = name();
        // float(default=0): the name of an argument; its value follows.
        arguments.add(take("=") ? isNumber() ? number().toPlainString() : name() : name);
      }
    }
    return arguments;
  }

  private ValueTemplate path() throws NotPlain {
    String root = name();
    if (!root.equals("value") && !root.equals("value_json")) {
      throw new NotPlain();
    }
    boolean json = root.equals("value_json");
    List<String> steps = new ArrayList<>();
    while (json) {
      if (take(".")) {
        steps.add(name());
      } else if (take("[")) {
        steps.add(key());
        expect("]");
      } else {
        break;
      }
    }
    return new ValueTemplate.Path(json, steps);
  }

  private String key() throws NotPlain {
    skipBlanks();
    char quote = at < text.length() ? text.charAt(at) : ' ';
    if (quote != '\'' && quote != '"') {
      return number().toPlainString();
    }
    int end = text.indexOf(quote, at + 1);
    String key = end < 0 ? "" : text.substring(at + 1, end);
    if (key.isEmpty() || key.indexOf('\\') >= 0) {
      throw new NotPlain();
    }
    at = end + 1;
    return key;
  }

  private String name() throws NotPlain {
    skipBlanks();
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    if (at == start) {
      throw new NotPlain();
    }
    return text.substring(start, at);
  }

  private boolean isNumber() {
    skipBlanks();
    int sign = at < text.length() && text.charAt(at) == '-' ? 1 : 0;
    return at + sign < text.length() && Character.isDigit(text.charAt(at + sign));
  }

  private BigDecimal number() throws NotPlain {
    skipBlanks();
    int start = at;
    while (at < text.length() && "-.0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    BigDecimal number = Decimals.number(text.substring(start, at));
    if (number == null) {
      throw new NotPlain();
    }
    return number;
  }

  private boolean take(String symbol) {
    skipBlanks();
    boolean there = text.startsWith(symbol, at);
    at += there ? symbol.length() : 0;
    return there;
  }

  private void expect(String symbol) throws NotPlain {
    if (!take(symbol)) {
      throw new NotPlain();
    }
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private static ValueTemplate path(Operand operand) throws NotPlain {
    if (operand instanceof Operand.Template found) {
      return found.template();
    }
    throw new NotPlain();
  }

  /** An operation on a template; numbers stay as they were written. */
  private static Operand computed(Operand of, ValueTemplate.Operation operation) {
    return of instanceof Operand.Template found
        ? new Operand.Template(new ValueTemplate.Computed(found.template(), operation))
        : of;
  }

  /** Anything that is not in the grammar; without a stack, since it is no bug. */
  private static final class NotPlain extends Exception {
    private static final long serialVersionUID = 1L;

    NotPlain() {
      super(null, null, false, false);
    }
  }
}
