package io.garonne.ingest.decode;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plain template of Home Assistant's: a path, perhaps scaled or rounded. Source:
 * home-assistant.io/docs/configuration/templating; only what {@link TemplateParser} lists.
 */
sealed interface ValueTemplate {

  /**
   * Reads a template.
   *
   * @return null if it is not a plain one
   */
  static @Nullable ValueTemplate parse(String template) {
    return new TemplateParser(template).parse();
  }

  /** The number it stands for, or null if the payload has none there. */
  @Nullable Scaled number(TemplateInput in);

  /** Where it looks. */
  Path path();

  /** The text it stands for; null if the payload has nothing there. */
  default @Nullable String text(TemplateInput in) {
    Scaled number = number(in);
    return number == null ? null : number.value().toPlainString();
  }

  /**
   * Where to look.
   *
   * @param json in the payload as JSON, or the payload as it is
   * @param steps keys, or positions in lists, from the outermost
   */
  record Path(boolean json, List<String> steps) implements ValueTemplate {
    /** The payload itself. */
    static final Path PAYLOAD = new Path(false, List.of());

    public Path {
      steps = List.copyOf(steps);
    }

    @Override
    public @Nullable Scaled number(TemplateInput in) {
      BigDecimal value = Decimals.number(find(in));
      return value == null ? null : Scaled.written(value);
    }

    @Override
    public @Nullable String text(TemplateInput in) {
      JsonNode node = find(in);
      return node == null || node.isNull() || node.isContainerNode() ? null : node.asText();
    }

    @Override
    public Path path() {
      return this;
    }

    /** What is there, or null. */
    private @Nullable JsonNode find(TemplateInput in) {
      return Steps.follow(steps, json ? in.json() : in.word());
    }
  }

  /** What is done to a number. */
  interface Operation {
    Scaled apply(Scaled number);
  }

  /** An operation on what another template stands for. */
  record Computed(ValueTemplate of, Operation operation) implements ValueTemplate {
    @Override
    public @Nullable Scaled number(TemplateInput in) {
      Scaled number = of.number(in);
      return number == null ? null : operation.apply(number);
    }

    @Override
    public Path path() {
      return of.path();
    }
  }
}
