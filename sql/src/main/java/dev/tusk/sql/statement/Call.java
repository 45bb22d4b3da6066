package dev.tusk.sql.statement;

/** CALL of a procedure. */
public record Call(QueryTree call) implements Command {}
