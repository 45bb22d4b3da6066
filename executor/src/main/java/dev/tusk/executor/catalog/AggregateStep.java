package dev.tusk.executor.catalog;

import org.jspecify.annotations.Nullable;

/** A state of an aggregate and its functions, as {@code AggregateParts.State} has them. */
public record AggregateStep(
    int typeOid,
    int transition,
    int finish,
    boolean extra,
    char modify,
    int space,
    @Nullable String initial) {}
