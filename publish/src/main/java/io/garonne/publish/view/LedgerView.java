package io.garonne.publish.view;

import io.garonne.model.Ledger;
import io.garonne.model.wire.LedgerJson;
import io.garonne.model.wire.Topics;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/** The ledger's records, the latest of each stage and instance. */
public final class LedgerView implements View {
  private final ConcurrentSkipListMap<String, Ledger> latest = new ConcurrentSkipListMap<>();

  @Override
  public Topics topic() {
    return Topics.LEDGER;
  }

  @Override
  public void take(String key, byte[] value) {
    latest.put(key, LedgerJson.read(value));
  }

  @Override
  public void remove(String key) {
    latest.remove(key);
  }

  @Override
  public int size() {
    return latest.size();
  }

  /** The records of the two equations, by key. */
  public List<Ledger> all() {
    return latest.values().stream().toList();
  }
}
