package dev.tusk.executor.command;

import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Operator classes of index keys: defaults, and what is said of wrong ones. */
final class OperatorClasses {
  private static final Set<String> HNSW =
      Set.of("vector_l2_ops", "vector_ip_ops", "vector_cosine_ops", "vector_l1_ops");

  private static final Set<String> TEXT =
      Set.of("text_ops", "varchar_ops", "text_pattern_ops", "varchar_pattern_ops");

  private OperatorClasses() {}

  /** The class for a key of that type, as named or by default. */
  static String resolve(String method, Type type, @Nullable QualifiedName named) {
    if (named == null) {
      if (method.equals("btree") && type.ordered()) {
        return type.operatorClass();
      }
      throw SqlException.of(
              SqlState.UNDEFINED_OBJECT,
              "data type "
                  + type.displayName()
                  + " has no default operator class for access method \""
                  + method
                  + "\"")
          .withHint(
              "You must specify an operator class for the index or define a default operator class"
                  + " for the data type.");
    }
    String name = named.name();
    if (method.equals("hnsw")) {
      if (!HNSW.contains(name)) {
        throw unknown(name, method);
      }
      if (type != Types.VECTOR) {
        throw wrongType(name, type);
      }
      return name;
    }
    return resolveBtree(type, name);
  }

  private static String resolveBtree(Type type, String name) {
    boolean ofText = TEXT.contains(name);
    if (ofText && type.comparedAs() == Types.TEXT || name.equals(type.operatorClass())) {
      return name;
    }
    boolean known =
        ofText
            || name.equals("enum_ops")
            || Types.all().stream().anyMatch(t -> t.ordered() && t.operatorClass().equals(name));
    throw known ? wrongType(name, type) : unknown(name, "btree");
  }

  /** Of pgvector's, for types that an index cannot have yet. */
  private static final Set<String> LACKING =
      Set.of(
          "bit_hamming_ops",
          "bit_jaccard_ops",
          "halfvec_l2_ops",
          "halfvec_ip_ops",
          "halfvec_cosine_ops",
          "halfvec_l1_ops",
          "sparsevec_l2_ops",
          "sparsevec_ip_ops",
          "sparsevec_cosine_ops",
          "sparsevec_l1_ops");

  private static SqlException unknown(String name, String method) {
    if (method.equals("hnsw") && LACKING.contains(name)) {
      return SqlException.notSupported("operator class \"" + name + "\"");
    }
    return SqlException.of(
        SqlState.UNDEFINED_OBJECT,
        "operator class \"" + name + "\" does not exist for access method \"" + method + "\"");
  }

  private static SqlException wrongType(String name, Type type) {
    return SqlException.of(
        SqlState.DATATYPE_MISMATCH,
        "operator class \"" + name + "\" does not accept data type " + type.displayName());
  }
}
