package io.garonne.model.wire;

import io.garonne.model.advice.Advice;
import io.garonne.model.advice.AdviceMade;
import io.garonne.model.advice.BeforeAfter;
import io.garonne.model.advice.Candidate;
import io.garonne.model.advice.GeneratorMonth;
import io.garonne.model.advice.IdleServer;
import io.garonne.model.advice.LeastHeadroom;
import io.garonne.model.advice.ModelEnergy;
import io.garonne.model.advice.OffHours;
import io.garonne.model.advice.PeakLoad;
import io.garonne.model.advice.PowerUsage;
import io.garonne.model.advice.PrinterAdvice;
import io.garonne.model.advice.SiteSchedule;
import io.garonne.model.advice.Unused;
import io.garonne.model.advice.UnusedPersonal;
import org.jspecify.annotations.Nullable;

/**
 * {@link Advice} on the wire: each kind in a form of its own, told by the first part of its key;
 * schemas {@code energy.advice.v1.KIND.schema.json}.
 */
public final class AdviceJson {
  private AdviceJson() {}

  /** As UTF-8 JSON. */
  public static byte[] write(Advice advice) {
    return switch (advice) {
      case AdviceMade of -> AdviceMadeJson.write(of);
      case BeforeAfter of -> BeforeAfterJson.write(of);
      case Candidate of -> CandidateJson.write(of);
      case GeneratorMonth of -> GeneratorMonthJson.write(of);
      case IdleServer of -> IdleServerJson.write(of);
      case LeastHeadroom of -> LeastHeadroomJson.write(of);
      case ModelEnergy of -> ModelEnergyJson.write(of);
      case OffHours of -> OffHoursJson.write(of);
      case PeakLoad of -> PeakLoadJson.write(of);
      case PowerUsage of -> PowerUsageJson.write(of);
      case PrinterAdvice of -> PrinterAdviceJson.write(of);
      case SiteSchedule of -> SiteScheduleJson.write(of);
      case Unused of -> UnusedJson.write(of);
      case UnusedPersonal of -> UnusedPersonalJson.write(of);
    };
  }

  /**
   * From UTF-8 JSON.
   *
   * @param key key of the record
   * @return null for a kind that this version does not know
   * @throws IllegalArgumentException if it is not what its key says
   */
  public static @Nullable Advice read(String key, byte[] json) {
    return switch (key.substring(0, Math.max(0, key.indexOf('|')))) {
      case "before-after" -> BeforeAfterJson.read(json);
      case "candidate" -> CandidateJson.read(json);
      case "generator" -> GeneratorMonthJson.read(json);
      case "headroom" -> LeastHeadroomJson.read(json);
      case "idle" -> IdleServerJson.read(json);
      case "made" -> AdviceMadeJson.read(json);
      case "model" -> ModelEnergyJson.read(json);
      case "off-hours" -> OffHoursJson.read(json);
      case "pdu", "rack" -> PeakLoadJson.read(json);
      case "pue" -> PowerUsageJson.read(json);
      case "printer" -> PrinterAdviceJson.read(json);
      case "site-schedule" -> SiteScheduleJson.read(json);
      case "unused" ->
          key.startsWith("unused|personal|")
              ? UnusedPersonalJson.read(json)
              : UnusedJson.read(json);
      default -> null;
    };
  }
}
