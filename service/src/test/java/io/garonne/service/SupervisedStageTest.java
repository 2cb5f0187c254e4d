package io.garonne.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SupervisedStageTest {
  private static final SupervisedStage.Restarts QUICK =
      new SupervisedStage.Restarts(
          2, Duration.ofMillis(5), Duration.ofMinutes(1), Duration.ofMillis(2));

  private final List<FragileStage> made = Collections.synchronizedList(new ArrayList<>());

  @Test
  void aFailedStageIsClosedAndMadeAnew() throws Exception {
    try (SupervisedStage stage = new SupervisedStage("sink", this::make, QUICK)) {
      stage.start();
      made.get(0).failure = new StageFailure("a passing fault");
      until(() -> made.size() == 2 && made.get(1).started);
      assertThat(made.get(0).closed).isTrue();
      assertThat(stage.failure()).isNull();
      until(() -> stage.readiness() instanceof Readiness.Ready);
    }
    assertThat(made.get(1).closed).isTrue();
  }

  @Test
  void aStageThatKeepsFailingIsGivenUpAndSaysWhy() throws Exception {
    try (SupervisedStage stage =
        new SupervisedStage(
            "streams",
            () -> {
              FragileStage next = make();
              next.failure = new StageFailure("a bug");
              return next;
            },
            QUICK)) {
      stage.start();
      until(() -> stage.failure() != null);
      assertThat(made).hasSize(3);
      assertThat(stage.readiness()).isEqualTo(Readiness.notReady("failed: a bug"));
    }
  }

  @Test
  void nothingIsMadeAnewAfterClose() throws Exception {
    SupervisedStage stage = new SupervisedStage("ingest", this::make, QUICK);
    stage.start();
    stage.close();
    stage.close();
    made.get(0).failure = new StageFailure("late");
    Thread.sleep(30);
    assertThat(made).hasSize(1);
    assertThat(stage.readiness()).isEqualTo(Readiness.notReady("stopped"));
  }

  private FragileStage make() {
    FragileStage stage = new FragileStage();
    made.add(stage);
    return stage;
  }

  private static void until(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(2);
    }
  }

  private static final class FragileStage implements Stage {
    volatile @Nullable StageFailure failure;
    volatile boolean started;
    volatile boolean closed;

    @Override
    public String name() {
      return "fragile";
    }

    @Override
    public void start() {
      started = true;
    }

    @Override
    public Readiness readiness() {
      return Readiness.ready();
    }

    @Override
    public @Nullable StageFailure failure() {
      return failure;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
