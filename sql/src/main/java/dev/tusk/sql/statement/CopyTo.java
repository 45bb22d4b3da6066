package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * COPY ... TO, of a table or of a statement with a result; one of the two is null.
 *
 * @param columns empty for all
 * @param target null for STDOUT
 */
public record CopyTo(
    @Nullable QualifiedName table,
    List<String> columns,
    @Nullable Statement query,
    @Nullable CopyFile target,
    List<CopyOption> options)
    implements Command {}
