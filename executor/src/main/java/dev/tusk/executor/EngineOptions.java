package dev.tusk.executor;

import dev.tusk.executor.setting.ServerDefaults;
import dev.tusk.storage.StorageOptions;
import java.util.function.Consumer;

/**
 * How an engine is run.
 *
 * @param storage options of the store; its slot listener and fatal callback are set by the engine
 * @param planCacheSize most plans kept
 * @param serverDefaults the server's settings, and what sessions begin with
 * @param onFatal called when durability cannot be promised any more: the process should end
 */
public record EngineOptions(
    StorageOptions storage,
    int planCacheSize,
    Consumer<Throwable> onFatal,
    ServerDefaults serverDefaults) {
  public static EngineOptions defaults() {
    return new EngineOptions(StorageOptions.defaults(), 2000, _ -> {}, ServerDefaults.BUILT_IN);
  }

  /** For an engine that lives for a moment: small files. */
  public static EngineOptions scratch() {
    return defaults().withStorage(StorageOptions.defaults().withLogSegmentBytes(1 << 20));
  }

  public EngineOptions withStorage(StorageOptions options) {
    return new EngineOptions(options, planCacheSize, onFatal, serverDefaults);
  }

  /** Whether to open though the log does not hold all that was confirmed. */
  public EngineOptions withAcceptLostCommits(boolean accept) {
    return withStorage(storage.withAcceptLostCommits(accept));
  }

  public EngineOptions withOnFatal(Consumer<Throwable> callback) {
    return new EngineOptions(storage, planCacheSize, callback, serverDefaults);
  }

  public EngineOptions withDefaults(ServerDefaults given) {
    return new EngineOptions(storage, planCacheSize, onFatal, given);
  }
}
