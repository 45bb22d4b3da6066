package dev.tusk.executor.catalogview;

/** An extension created in this database. */
public record ExtensionRow(long oid, String name, String version, long schemaOid) {}
