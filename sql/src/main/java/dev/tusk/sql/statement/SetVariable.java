package dev.tusk.sql.statement;

import java.util.List;

/**
 * SET.
 *
 * @param local for the transaction only
 * @param name in lower case
 * @param values as text; empty means DEFAULT
 */
public record SetVariable(boolean local, String name, List<String> values) implements Statement {}
