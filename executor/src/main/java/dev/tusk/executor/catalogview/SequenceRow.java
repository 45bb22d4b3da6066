package dev.tusk.executor.catalogview;

import dev.tusk.sql.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * A sequence; {@code lastValue} is null before its first use; {@code identity}: it belongs to an
 * identity column; {@code ownerTable} is 0 when no column owns it.
 */
public record SequenceRow(
    long oid,
    String schema,
    String name,
    Type type,
    long start,
    long increment,
    long minimum,
    long maximum,
    long cache,
    boolean cycles,
    @Nullable Long lastValue,
    boolean identity,
    long ownerTable,
    int ownerColumn) {}
