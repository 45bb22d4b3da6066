package dev.tusk.executor.command;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

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
      phase = name;
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
