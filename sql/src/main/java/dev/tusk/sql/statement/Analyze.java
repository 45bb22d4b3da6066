package dev.tusk.sql.statement;

import java.util.List;

/** ANALYZE; no tables means all. */
public record Analyze(boolean verbose, List<Vacuum.Target> tables) implements Command {}
