package dev.tusk.executor.pgcatalog;

/** A schema. */
public record SchemaRow(long oid, String name) {}
