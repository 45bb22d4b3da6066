package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.List;

/** A row of pg_type. */
record TypeRow(Type type, CatalogView view) {
  static List<TypeRow> all(CatalogView view) {
    return Types.all().stream().filter(view::has).map(type -> new TypeRow(type, view)).toList();
  }

  long schemaOid() {
    return type.extension() == null ? 11L : view.schemaOid("public");
  }

  /** {@code typtype}: p for pseudo-types, b for all others. */
  String kind() {
    Type element = type.elementType();
    Type scalar = element == null ? type : element;
    return scalar.category() == 'P' || scalar.category() == 'X' ? "p" : "b";
  }

  /** {@code typelem}; a name can be subscripted as if its bytes were an array of "char". */
  long elementOid() {
    Type element = type == Types.NAME ? Types.CHAR : type.elementType();
    return element == null ? 0L : element.oid();
  }

  boolean byValue() {
    return type.byValue();
  }

  String alignment() {
    return String.valueOf(type.alignment());
  }

  String storage() {
    return String.valueOf(type.storage());
  }

  long collation() {
    return type.collation();
  }

  /**
   * {@code typinput} and its kin. Clients ask whether typinput or typreceive is the one of arrays;
   * so that it prints as a name, pg_proc has a row for each.
   */
  long function(TypeFunctions.Role role) {
    return TypeFunctions.oid(type, role);
  }
}
