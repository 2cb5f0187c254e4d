package io.garonne.deploy.command;

import io.garonne.model.indicator.HalfMonth;
import io.garonne.model.indicator.SamplePlan;
import io.garonne.model.indicator.StratumSample;
import io.garonne.model.indicator.UnitsInService;
import io.garonne.publish.indicator.PublishedIndicators;
import io.garonne.publish.indicator.SampleTable;
import io.garonne.publish.text.Texts;
import java.io.IOException;
import java.io.Writer;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says how many plugs which stratum needs. */
@Command(
    name = "sample",
    description = {
      "Says of each entity's family and model how many units are there and metered, how well their"
          + " energy is known, and how many plugs more it needs for a wanted interval, fewest first."
    })
public final class SampleCommand implements Callable<Integer> {
  private static final double PERCENT = 100;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--half-width",
      paramLabel = "PERCENT",
      defaultValue = "10",
      description =
          "Wanted half-width of the 95 %% interval, in per cent of the stratum's energy."
              + " Default: ${DEFAULT-VALUE}")
  private double halfWidth;

  @Mixin private EstateZone zone = new EstateZone();
  @Mixin private ReadOptions options = new ReadOptions();

  @Override
  public Integer call() throws IOException {
    if (!(halfWidth > 0 && halfWidth <= PERCENT)) {
      throw new ParameterException(spec.commandLine(), "--half-width is above 0 and at most 100");
    }
    Texts texts = options.texts();
    UnitsInService inService = UnitsInService.of(zone.estate(options.bootstrap()));
    List<StratumSample> samples = PublishedIndicators.samples(options.bootstrap());
    HalfMonth half = newest(samples, LocalDate.now(zone.zone()));
    SamplePlan plan = SamplePlan.of(half, samples, inService, halfWidth / PERCENT);
    if (plan.needs().isEmpty()) {
      System.err.println(texts.get("sample.no-estate", half));
      return 0;
    }
    if (samples.isEmpty()) {
      System.err.println(texts.get("sample.no-samples"));
    }
    Writer out = ReadOptions.out();
    new SampleTable(texts).write(plan, out);
    out.flush();
    return 0;
  }

  /** The newest half that is over and sampled: samples come some days after its end. */
  private static HalfMonth newest(List<StratumSample> samples, LocalDate today) {
    HalfMonth last = HalfMonth.of(HalfMonth.of(today).start().minusDays(1));
    return samples.stream()
        .map(StratumSample::half)
        .filter(half -> half.compareTo(last) <= 0)
        .max(Comparator.naturalOrder())
        .orElse(last);
  }
}
