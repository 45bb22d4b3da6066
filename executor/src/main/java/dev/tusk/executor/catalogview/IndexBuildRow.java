package dev.tusk.executor.catalogview;

/** An index build under way. */
public record IndexBuildRow(
    int processId,
    long databaseOid,
    String database,
    long tableOid,
    long indexOid,
    String command,
    String phase,
    long rowsTotal,
    long rowsDone) {}
