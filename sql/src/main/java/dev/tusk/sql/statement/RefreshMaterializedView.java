package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;

/** REFRESH MATERIALIZED VIEW. */
public record RefreshMaterializedView(QualifiedName name, boolean concurrently, boolean withData)
    implements Statement {}
