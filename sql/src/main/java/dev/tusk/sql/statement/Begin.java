package dev.tusk.sql.statement;

/** BEGIN or START TRANSACTION. */
public record Begin(TransactionModes modes, boolean start) implements Statement {}
