package dev.tusk.executor.catalogview;

import dev.tusk.sql.function.CastSignature;

/** A cast of the user's. */
public record OwnCast(long oid, CastSignature signature) {}
