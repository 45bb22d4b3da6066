package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.sql.type.BuiltinCollations;
import dev.tusk.sql.type.CompositeType;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.EnumType;
import dev.tusk.sql.type.MultirangeType;
import dev.tusk.sql.type.RangeType;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import dev.tusk.sql.type.UserType;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A row of pg_type. */
record TypeRow(Type type, CatalogView view) {
  static List<TypeRow> all(CatalogView view) {
    return Stream.concat(Types.all().stream().filter(view::has), view.userTypes().stream())
        .map(type -> new TypeRow(type, view))
        .toList();
  }

  /** The type itself, or that of an array's elements. */
  private Type scalar() {
    Type element = type.elementType();
    return element == null ? type : element;
  }

  long schemaOid() {
    return view.schemaOid(schema());
  }

  String schema() {
    return scalar() instanceof UserType own ? own.schema() : view.schemaOf(type.extension());
  }

  /** Whether it is the type of a table's rows, which has no rights of its own. */
  boolean ofTable() {
    return type instanceof CompositeType row && view.state().object(row.relationOid()) != null;
  }

  /**
   * {@code typtype}: p for pseudo-types, c for rows, e for enums, d for domains, r and m for
   * ranges, b for all others.
   */
  String kind() {
    if (type instanceof CompositeType) {
      return "c";
    }
    if (type instanceof EnumType) {
      return "e";
    }
    if (type instanceof DomainType) {
      return "d";
    }
    if (type instanceof RangeType) {
      return "r";
    }
    if (type instanceof MultirangeType) {
      return "m";
    }
    char category = scalar().category();
    return category == 'P' || category == 'X' ? "p" : "b";
  }

  /** {@code typrelid}. */
  long relationOid() {
    return type instanceof CompositeType row ? row.relationOid() : 0L;
  }

  /** {@code typelem}; a name can be subscripted as if its bytes were an array of "char". */
  long elementOid() {
    Type element = type == Types.NAME ? Types.CHAR : type.partType();
    return element == null ? 0L : element.oid();
  }

  private DomainType.@Nullable Definition domain() {
    return type instanceof DomainType domain ? domain.definition() : null;
  }

  boolean notNull() {
    DomainType.Definition domain = domain();
    return domain != null && domain.notNull();
  }

  /** {@code typbasetype}. */
  long baseOid() {
    DomainType.Definition domain = domain();
    return domain == null ? 0L : domain.base().oid();
  }

  int typmod() {
    DomainType.Definition domain = domain();
    return domain == null ? -1 : domain.typmod();
  }

  int dimensions() {
    return type instanceof DomainType domain && domain.base().isArray() ? 1 : 0;
  }

  @Nullable String defaultText() {
    DomainType.Definition domain = domain();
    return domain == null ? null : domain.defaultText();
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
    return CatalogArrays.collation(BuiltinCollations.of(type));
  }

  /**
   * {@code typinput} and its kin. Clients ask whether typinput or typreceive is the one of arrays;
   * so that it prints as a name, pg_proc has a row for each.
   */
  long function(TypeFunctions.Role role) {
    return TypeFunctions.oid(type, role);
  }
}
