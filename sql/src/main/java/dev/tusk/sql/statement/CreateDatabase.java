package dev.tusk.sql.statement;

import java.util.List;

/** CREATE DATABASE. */
public record CreateDatabase(String name, List<DatabaseOption> options)
    implements DatabaseCommand {}
