package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * COPY ... FROM.
 *
 * @param columns empty for all
 * @param source null for STDIN
 * @param where null without WHERE
 */
public record CopyFrom(
    QualifiedName table,
    List<String> columns,
    @Nullable CopyFile source,
    List<CopyOption> options,
    @Nullable ParsedExpression where)
    implements Command {}
