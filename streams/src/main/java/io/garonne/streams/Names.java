package io.garonne.streams;

/** Names of nodes and stores; they are part of what is stored in Kafka and never change. */
final class Names {
  static final String READINGS = "readings";
  static final String DEVICES = "devices";
  static final String REPLAYS = "replays";
  static final String METER_INPUT = "meter-input";
  static final String METER = "meter";
  static final String SHARES = "shares";
  static final String BRANCH_SLOTS = "branch-slots";
  static final String BRANCHES = "branches";
  static final String SHARES_OF_BRANCHES = "branch-shares-out";
  static final String ESTATE_TOTALS = "estate-totals";

  static final String TOTALS_OUT = "totals-out";
  static final String FINE_TOTALS_OUT = "fine-totals-out";
  static final String DEVICE_TOTALS_OUT = "device-totals-out";
  static final String DEVICE_FINE_TOTALS_OUT = "device-fine-totals-out";
  static final String FINDINGS_OUT = "findings-out";
  static final String FINDINGS_OF_BRANCHES = "branch-findings-out";
  static final String DEAD_LETTERS_OUT = "dead-letters-out";
  static final String METER_LEDGER_OUT = "meter-ledger-out";
  static final String TOTALS_LEDGER_OUT = "totals-ledger-out";

  static final String INBOX = "inbox";
  static final String BLOCKS = "blocks";
  static final String HEADS = "heads";
  static final String SLOTS = "slots";
  static final String INVENTORY = "inventory";
  static final String COUNTERS = "counters";
  static final String DEVICE_ROWS = "device-rows";
  static final String DEVICE_DUE = "device-due";
  static final String DEVICE_OPEN = "device-open";
  static final String GROUP_SHARES = "group-shares";

  static final String BRANCH_ENTRIES = "branch-entries";
  static final String BRANCH_DUE = "branch-due";
  static final String BRANCH_SHARES = "branch-shares";
  static final String BRANCH_MARKS = "branch-marks";

  static final String ROWS = "rows";
  static final String ROW_SHARES = "row-shares";
  static final String DUE = "due";
  static final String OPEN = "open";
  static final String MARKS = "marks";

  static final String LATEST_INPUTS = "latest-inputs";
  static final String INDICATOR_INPUTS = "indicator-inputs";
  static final String INDICATORS = "indicators";
  static final String UNIT_HALVES = "unit-halves";
  static final String INDICATOR_MONTHS = "indicator-months";
  static final String INDICATOR_LINES = "indicator-lines";
  static final String STRATUM_SAMPLES = "stratum-samples";
  static final String INDICATORS_PUBLISHED = "indicators-published";
  static final String ADVICE = "advice";
  static final String LOAD_CURVES = "load-curves";
  static final String MONTHS_OF_DEVICES = "months-of-devices";
  static final String ADVICE_PUBLISHED = "advice-published";
  static final String ADVICE_OUT = "advice-out";
  static final String STRATA_OUT = "strata-out";
  static final String INDICATORS_OUT = "indicators-out";

  static final String ALERT_LIVE = "alert-live";
  static final String ALERTS = "alerts";
  static final String ALERT_LINES = "alert-lines";
  static final String ALERTS_PUBLISHED = "alerts-published";
  static final String ALERTS_BEFORE = "alerts-before";
  static final String ALERT_MEMORY = "alert-memory";
  static final String ALERTS_OUT = "alerts-out";

  private Names() {}
}
