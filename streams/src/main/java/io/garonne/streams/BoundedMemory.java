package io.garonne.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * All stores of a process share one cache and one write buffer, so that memory outside of the heap
 * does not grow with the number of stores. Kafka Streams makes one of these for each store; the
 * shared parts live as long as the process.
 */
public final class BoundedMemory implements RocksDBConfigSetter {
  static final String MEGABYTES = "garonne.rocksdb.memory.mb";

  private static final int DEFAULT_MEGABYTES = 24;

  /** Made once, by the first store. */
  private static final class Shared {
    private static volatile long megabytes = DEFAULT_MEGABYTES;

    private static final class Made {
      private static final Cache CACHE = new LRUCache(megabytes << 20, -1, false, 0.1);
      private static final WriteBufferManager BUFFER =
          new WriteBufferManager((megabytes << 20) / 2, CACHE);
    }
  }

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configs) {
    Object said = configs.get(MEGABYTES);
    if (said != null) {
      Shared.megabytes = Long.parseLong(said.toString());
    }
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(Shared.Made.CACHE);
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    table.setPinTopLevelIndexAndFilter(true);
    options.setWriteBufferManager(Shared.Made.BUFFER);
    options.setWriteBufferSize(2L << 20);
    options.setMaxWriteBufferNumber(2);
    options.setTableFormatConfig(table);
  }

  @Override
  public void close(String store, Options options) {
    // The shared parts stay for the other stores.
  }
}
