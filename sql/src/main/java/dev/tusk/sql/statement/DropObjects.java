package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;

/** DROP of tables, indexes, and whatever else is dropped by name alone. */
public record DropObjects(
    ObjectKind kind,
    List<QualifiedName> names,
    boolean ifExists,
    boolean cascade,
    boolean concurrently)
    implements Command {}
