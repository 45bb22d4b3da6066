package dev.tusk.sql.statement;

/** A parsed query or modification, of which only the planner knows the inside. */
public interface QueryTree {}
