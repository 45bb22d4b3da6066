package dev.tusk.executor.inverted;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.sql.catalog.AccessMethod.OperatorClass;
import dev.tusk.sql.catalog.Index;
import java.util.List;

/**
 * An operator class of inverted indexes: what keys a value has, and which keys a condition asks
 * for. No key may be the beginning of another one.
 */
interface KeyClass {
  /** The keys of a value; one that stands twice is held once. */
  List<byte[]> keys(Object value);

  /**
   * What a condition asks for.
   *
   * @param operator one of the class's strategies
   * @param sought its right side
   * @param context whose settings some operators read
   */
  InvertedQuery query(String operator, Object sought, FunctionContext context);

  /** The class of an index's key. */
  static KeyClass of(Index index, Index.Key key) {
    OperatorClass of = index.accessMethod().operatorClass(key.operatorClass()).orElseThrow();
    return switch (of.keys()) {
      case SCALAR -> new ScalarKeys(key.type());
      case BOUNDS -> new BoundsKeys(key.type());
      case LEXEMES -> new LexemeKeys();
      case TRIGRAMS -> new TrigramKeys();
      case CONTENTS ->
          switch (key.operatorClass()) {
            case "jsonb_ops" -> new JsonbKeys();
            case "jsonb_path_ops" -> new JsonbPathKeys();
            case "array_ops" -> new ArrayKeys(key.type());
            case "tsvector_ops" -> new LexemeKeys();
            default -> throw new IllegalStateException("operator class " + key.operatorClass());
          };
    };
  }
}
