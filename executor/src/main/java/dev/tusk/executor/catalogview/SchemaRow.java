package dev.tusk.executor.catalogview;

/** A schema. */
public record SchemaRow(long oid, String name) {}
