package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionLibrary;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Adds functions of geometric types, whose arguments are of the classes that their types name. */
final class GeometryLibrary {
  private final FunctionLibrary library;

  GeometryLibrary(FunctionLibrary library) {
    this.library = library;
  }

  @SuppressWarnings("unchecked")
  <A> void one(String key, Function<A, ? extends @Nullable Object> body) {
    library.one(key, (a, _) -> body.apply((A) a));
  }

  @SuppressWarnings("unchecked")
  <A, B> void two(String key, BiFunction<A, B, ? extends @Nullable Object> body) {
    library.two(key, (a, b, _) -> body.apply((A) a, (B) b));
  }

  /** Of two figures of one type. */
  <A> void both(String name, String type, BiFunction<A, A, ? extends @Nullable Object> body) {
    this.<A, A>two(name + "(" + type + "," + type + ")", body);
  }
}
