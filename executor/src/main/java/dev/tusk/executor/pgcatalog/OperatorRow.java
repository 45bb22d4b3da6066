package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.ExtensionRow;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.function.OperatorSignature;
import dev.tusk.sql.type.Type;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A row of pg_operator. */
record OperatorRow(
    OperatorSignature operator, OperatorDetails details, CatalogView view, @Nullable String own) {
  static List<OperatorRow> all(CatalogView view) {
    FunctionCatalog catalog = view.functions();
    Set<String> there =
        view.extensions().stream().map(ExtensionRow::name).collect(Collectors.toSet());
    return Stream.concat(
            catalog.allOperators().stream()
                .filter(operator -> isThere(catalog.extensionOf(operator.function()), there))
                .map(o -> new OperatorRow(o, OperatorDetails.of(o), view, null)),
            view.ownOperators().stream()
                .map(o ->
                    new OperatorRow(
                        o.signature(),
                        new OperatorDetails(o.merges(), o.hashes(), o.restriction(), o.join()),
                        view,
                        o.schema())))
        .toList();
  }

  private static boolean isThere(@Nullable String extension, Set<String> there) {
    return extension == null || there.contains(extension);
  }

  long schemaOid() {
    if (own != null) {
      return view.schemaOid(own);
    }
    return view.schemaOid(view.schemaOf(view.functions().extensionOf(operator.function())));
  }

  String kind() {
    return operator.left() == null ? "l" : "b";
  }

  long leftOid() {
    Type left = operator.left();
    return left == null ? 0L : left.oid();
  }

  /** {@code oprcom}: the operator with the operands swapped, or 0. */
  long commutatorOid() {
    Type left = operator.left();
    return left == null || operator.commutator() == null
        ? 0L
        : oid(view.functions().exactOperator(operator.commutator(), operator.right(), left));
  }

  /** {@code oprnegate}: the operator with the opposite answer, or 0. */
  long negatorOid() {
    Type left = operator.left();
    String negator = operator.negator();
    if (negator == null) {
      return 0L;
    }
    return oid(
        left == null
            ? view.functions().exactOperator(negator, operator.right())
            : view.functions().exactOperator(negator, left, operator.right()));
  }

  private static long oid(@Nullable OperatorSignature operator) {
    return operator == null ? 0L : operator.oid();
  }
}
