package dev.tusk.sql.statement;

/** ALTER ROLE, USER or GROUP … RENAME TO. */
public record RenameRole(String name, String newName) implements RightsCommand {}
