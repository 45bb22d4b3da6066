package dev.tusk.executor.catalogview;

import dev.tusk.sql.function.OperatorSignature;

/** An operator of the user's. */
public record OwnOperator(
    OperatorSignature signature,
    String schema,
    boolean merges,
    boolean hashes,
    int restriction,
    int join) {}
