package dev.tusk.sql.statement;

/** A statement about a database as a whole. */
public sealed interface DatabaseCommand extends Command
    permits AlterDatabase, CreateDatabase, RenameDatabase {}
