package dev.tusk.executor.pgcatalog;

import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.function.OperatorSignature;
import dev.tusk.sql.type.Type;
import java.util.List;

/** A row of pg_operator. */
record OperatorRow(OperatorSignature operator, CatalogView view) {
  static List<OperatorRow> all(CatalogView view) {
    FunctionCatalog catalog = view.functions();
    boolean vector = view.vectorExists();
    return catalog.allOperators().stream()
        .filter(operator -> vector || catalog.extensionOf(operator.function()) == null)
        .map(operator -> new OperatorRow(operator, view))
        .toList();
  }

  long schemaOid() {
    return view.functions().extensionOf(operator.function()) == null
        ? 11L
        : view.schemaOid("public");
  }

  String kind() {
    return operator.left() == null ? "l" : "b";
  }

  long leftOid() {
    Type left = operator.left();
    return left == null ? 0L : left.oid();
  }
}
