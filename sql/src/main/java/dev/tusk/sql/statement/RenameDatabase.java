package dev.tusk.sql.statement;

/** ALTER DATABASE … RENAME TO. */
public record RenameDatabase(String name, String newName) implements DatabaseCommand {}
