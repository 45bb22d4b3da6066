package dev.tusk.sql.statement;

import java.util.List;

/**
 * PREPARE.
 *
 * @param text the statement's own text, from its first character to its last
 * @param start where that text begins in the text parsed
 */
public record Prepare(
    String name, List<TypeName> parameterTypes, Statement statement, String text, int start)
    implements Statement {}
