package dev.tusk.executor.command;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Index builds under way in an engine, for {@code pg_stat_progress_create_index}. */
public final class IndexBuilds {
  private final List<Build> builds = new CopyOnWriteArrayList<>();

  /** A build; its thread writes the progress, others read it. */
  public static final class Build implements AutoCloseable {
    private final IndexBuilds owner;
    private final int processId;
    private final long databaseOid;
    private final long tableOid;
    private final long indexOid;
    private final String command;
    private volatile String phase = "initializing";
    private volatile long started = System.nanoTime();
    private volatile long total;
    private volatile long done;

    private Build(
        IndexBuilds owner,
        int processId,
        long databaseOid,
        long tableOid,
        long indexOid,
        String command) {
      this.owner = owner;
      this.processId = processId;
      this.databaseOid = databaseOid;
      this.tableOid = tableOid;
      this.indexOid = indexOid;
      this.command = command;
    }

    void phase(String name) {
      started = System.nanoTime();
      done = 0;
      phase = name;
    }

    private double seconds() {
      return Math.max(1e-3, (System.nanoTime() - started) / 1e9);
    }

    /** Since the phase began; null before anything is done. */
    public @Nullable Double rowsPerSecond() {
      return done == 0 ? null : Math.rint(10 * done / seconds()) / 10;
    }

    /** What the phase will still take at that rate; null while that is unknown. */
    public @Nullable Double secondsLeft() {
      long rows = done;
      return rows == 0 || total < rows
          ? null
          : Math.rint(10 * (total - rows) * seconds() / rows) / 10;
    }

    void progress(long rowsDone, long rowsTotal) {
      done = rowsDone;
      total = rowsTotal;
    }

    public int processId() {
      return processId;
    }

    public long databaseOid() {
      return databaseOid;
    }

    public long tableOid() {
      return tableOid;
    }

    public long indexOid() {
      return indexOid;
    }

    public String command() {
      return command;
    }

    public String phase() {
      return phase;
    }

    public long total() {
      return total;
    }

    public long done() {
      return done;
    }

    @Override
    public void close() {
      owner.builds.remove(this);
    }
  }

  Build begin(int processId, long databaseOid, long tableOid, long indexOid, String command) {
    Build build = new Build(this, processId, databaseOid, tableOid, indexOid, command);
    builds.add(build);
    return build;
  }

  public List<Build> running() {
    return List.copyOf(builds);
  }
}
