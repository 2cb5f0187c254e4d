package io.garonne.model.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.garonne.model.PageKinds;
import java.io.IOException;
import java.math.BigDecimal;

/** {@link PageKinds} among the fields of what they are of; none where nothing is known. */
public final class PageKindsJson {
  private PageKindsJson() {}

  static void write(JsonGenerator out, PageKinds kinds) throws IOException {
    if (kinds.toldApart() != 0 || kinds.colour() != 0) {
      out.writeNumberField("colourPages", kinds.colour());
      out.writeNumberField("colourKnownPages", kinds.toldApart());
    }
    if (kinds.estimated() != 0) {
      out.writeNumberField("estimatedPages", estimated(kinds));
    }
  }

  /** Estimated impressions, with decimals only where there are any. */
  public static BigDecimal estimated(PageKinds kinds) {
    return new BigDecimal(
        BigDecimal.valueOf(kinds.estimated(), 2).stripTrailingZeros().toPlainString());
  }

  /** Takes the fields that are of these, and skips others. */
  static final class Reader implements Json.Field {
    private long colour;
    private long toldApart;
    private long estimated;

    PageKinds build() {
      return new PageKinds(colour, toldApart, estimated);
    }

    @Override
    public void read(String name, JsonParser in) throws IOException {
      switch (name) {
        case "colourPages" -> colour = in.getLongValue();
        case "colourKnownPages" -> toldApart = in.getLongValue();
        case "estimatedPages" ->
            estimated = in.getDecimalValue().movePointRight(2).longValueExact();
        default -> in.skipChildren();
      }
    }
  }
}
