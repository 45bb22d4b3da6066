package dev.tusk.executor.command;

import dev.tusk.sql.catalog.AccessMethod;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Operator classes of index keys: defaults, and what is said of wrong ones. */
final class OperatorClasses {
  private static final Set<String> TEXT =
      Set.of("text_ops", "varchar_ops", "text_pattern_ops", "varchar_pattern_ops");

  private static final String BLANK_PADDED_PATTERNS = "bpchar_pattern_ops";

  private OperatorClasses() {}

  /** The class of a B-tree's key. */
  static String ofBtree(Type type, @Nullable QualifiedName named) {
    return resolve(AccessMethod.BTREE, type, named, _ -> false);
  }

  /**
   * The class for a key of that type, as named or by default.
   *
   * @param extensions tells which are there
   */
  static String resolve(
      AccessMethod method, Type type, @Nullable QualifiedName named, Predicate<String> extensions) {
    if (named == null) {
      return !method.ordered() ? byDefault(method, type, extensions) : byOrder(method, type);
    }
    String name = named.name();
    if (method.ordered()) {
      return resolveBtree(type, named);
    }
    AccessMethod.OperatorClass found =
        method
            .operatorClass(name)
            .filter(c -> c.isThere(extensions))
            .filter(c -> !(method.nearest() && "pg_catalog".equals(named.schema())))
            .orElseThrow(() -> unknown(named, method));
    if (!found.accepts(type)) {
      throw wrongType(name, type);
    }
    requireOrder(found, type);
    return name;
  }

  private static String byDefault(AccessMethod method, Type type, Predicate<String> extensions) {
    AccessMethod.OperatorClass found =
        method.defaultClass(type, extensions).orElseThrow(() -> noDefault(method, type));
    requireOrder(found, type);
    return found.name();
  }

  /** Elements of arrays are keys in an order. */
  private static void requireOrder(AccessMethod.OperatorClass of, Type type) {
    if (of.keys() == AccessMethod.Keys.SCALAR && !type.ordered()) {
      throw SqlException.notSupported(
              "operator class \"" + of.name() + "\" over " + type.displayName())
          .withHint("Compare the values by a B-tree of an expression, such as their text.");
    }
    Type element = type.elementType();
    if (of.type() == Types.ANYARRAY && element != null && !element.ordered()) {
      throw SqlException.of(
          SqlState.UNDEFINED_FUNCTION,
          "could not identify a comparison function for type " + element.displayName());
    }
  }

  private static String byOrder(AccessMethod method, Type type) {
    if (!type.ordered()) {
      throw noDefault(method, type);
    }
    return type.operatorClass();
  }

  private static SqlException noDefault(AccessMethod method, Type type) {
    return SqlException.of(
            SqlState.UNDEFINED_OBJECT,
            "data type "
                + type.displayName()
                + " has no default operator class for access method \""
                + method.name()
                + "\"")
        .withHint(
            "You must specify an operator class for the index or define a default operator class"
                + " for the data type.");
  }

  private static String resolveBtree(Type type, QualifiedName named) {
    String name = named.name();
    boolean ofText = TEXT.contains(name);
    boolean ofBlankPadded = name.equals(BLANK_PADDED_PATTERNS);
    if (ofText && type.comparedAs() == Types.TEXT
        || ofBlankPadded && type == Types.BPCHAR
        || type.ordered() && name.equals(type.operatorClass())) {
      return name;
    }
    boolean known =
        ofText
            || ofBlankPadded
            || name.equals("enum_ops")
            || Types.all().stream().anyMatch(t -> t.ordered() && t.operatorClass().equals(name));
    throw known ? wrongType(name, type) : unknown(named, AccessMethod.BTREE);
  }

  private static SqlException unknown(QualifiedName name, AccessMethod method) {
    return SqlException.of(
        SqlState.UNDEFINED_OBJECT,
        "operator class \""
            + name
            + "\" does not exist for access method \""
            + method.name()
            + "\"");
  }

  private static SqlException wrongType(String name, Type type) {
    return SqlException.of(
        SqlState.DATATYPE_MISMATCH,
        "operator class \"" + name + "\" does not accept data type " + type.displayName());
  }
}
