package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import org.jspecify.annotations.Nullable;

/** CLUSTER; {@code table} and {@code index} null when not named. */
public record Cluster(@Nullable QualifiedName table, @Nullable String index, boolean verbose)
    implements Command {}
