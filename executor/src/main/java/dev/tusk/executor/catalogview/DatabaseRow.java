package dev.tusk.executor.catalogview;

import dev.tusk.executor.catalog.DatabaseAttributes;

/** A database. */
public record DatabaseRow(long oid, String name, DatabaseAttributes attributes) {}
