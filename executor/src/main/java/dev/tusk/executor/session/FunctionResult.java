package dev.tusk.executor.session;

import dev.tusk.sql.type.Type;
import org.jspecify.annotations.Nullable;

/** What a function called by the fast path gave. */
public record FunctionResult(Type type, @Nullable Object value) {}
