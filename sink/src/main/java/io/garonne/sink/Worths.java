package io.garonne.sink;

import com.influxdb.client.write.Point;
import io.garonne.model.advice.Worth;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What energy costs and emits, as fields; what is not known has none beside its flag of 0. */
final class Worths {
  private Worths() {}

  /** Adds {@code …_cost} and {@code …_kg} with their {@code …_known}, and the currency. */
  static void add(Point point, String name, Worth worth, @Nullable Long millijoules) {
    BigDecimal cost = millijoules == null ? null : worth.cost(millijoules);
    BigDecimal kilograms = millijoules == null ? null : worth.kilograms(millijoules);
    point
        .addField(name + "_cost_known", cost == null ? 0L : 1L)
        .addField(name + "_kg_known", kilograms == null ? 0L : 1L);
    if (cost != null) {
      point.addField(name + "_cost", cost.doubleValue()).addField("currency", worth.currency());
    }
    if (kilograms != null) {
      point.addField(name + "_kg", kilograms.doubleValue());
    }
  }
}
