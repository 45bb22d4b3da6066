package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.List;

/** A row of pg_type. */
record TypeRow(Type type, CatalogView view) {
  static List<TypeRow> all(CatalogView view) {
    boolean vector = view.vectorExists();
    return Types.all().stream()
        .filter(type -> vector || !ofVector(type))
        .map(type -> new TypeRow(type, view))
        .toList();
  }

  private static boolean ofVector(Type type) {
    return type.name().equals("vector") || type.name().equals("_vector");
  }

  long schemaOid() {
    return ofVector(type) ? view.schemaOid("public") : 11L;
  }

  /** {@code typtype}: p for pseudo-types, b for all others. */
  String kind() {
    return type.category() == 'P' || type.name().equals("cstring") ? "p" : "b";
  }

  long elementOid() {
    Type element = type.elementType();
    return element == null ? 0L : element.oid();
  }

  boolean byValue() {
    return TypeStorage.byValue(type);
  }

  String alignment() {
    return TypeStorage.alignment(type);
  }

  String storage() {
    return TypeStorage.storage(type);
  }

  long collation() {
    return TypeStorage.collation(type);
  }

  /**
   * {@code typinput} and its kin. Clients ask whether typinput or typreceive is the one of arrays;
   * so that it prints as a name, pg_proc has a row for each.
   */
  long function(TypeFunctions.Role role) {
    return TypeFunctions.oid(type, role);
  }
}
