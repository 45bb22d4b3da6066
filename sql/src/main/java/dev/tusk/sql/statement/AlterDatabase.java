package dev.tusk.sql.statement;

import java.util.List;

/** ALTER DATABASE … WITH options. */
public record AlterDatabase(String name, List<DatabaseOption> options) implements DatabaseCommand {}
