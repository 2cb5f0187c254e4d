package io.garonne.twin;

/** How much each kind of equipment draws, in milliwatts; figures as plugs in offices show them. */
final class Loads {
  private static final Load PC = new DeskLoad(55_000, 130_000, 550, 900, 2_800, 0.12, false);
  private static final Load LAPTOP = new DeskLoad(18_000, 42_000, 400, 200, 700, 0.02, true);
  private static final Load MONITOR = new DeskLoad(17_000, 38_000, 30, 250, 600, 0.05, false);
  private static final Load PRINTER = new PrinterLoad(PrinterSetting.NONE);
  private static final Load ROUTER = new SteadyLoad(7_000, 16_000, 60, 0);
  private static final Load SWITCH = new SteadyLoad(38_000, 130_000, 50, 0);
  private static final Load NAS = new SteadyLoad(24_000, 48_000, 150, 400);
  private static final Load SERVER = new SteadyLoad(110_000, 340_000, 280, 150);

  private Loads() {}

  static Load of(Equipment equipment) {
    return switch (equipment) {
      case PC -> PC;
      case LAPTOP -> LAPTOP;
      case MONITOR -> MONITOR;
      case PRINTER -> PRINTER;
      case ROUTER -> ROUTER;
      case SWITCH -> SWITCH;
      case NAS -> NAS;
      case SERVER -> SERVER;
    };
  }
}
