package dev.tusk.sql.statement;

import java.util.List;

/** EXECUTE. */
public record Execute(String name, List<ParsedExpression> arguments) implements Statement {}
