package dev.tusk.executor.informationschema;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.pgcatalog.SystemTable;
import dev.tusk.sql.type.BuiltinCollations;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.StandardFacts;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.UserType;
import java.util.List;

/** Domains, information_schema's own too. */
final class Domains {
  private Domains() {}

  private static List<DomainType> all(CatalogView view) {
    return view.userTypes().stream()
        .filter(DomainType.class::isInstance)
        .map(DomainType.class::cast)
        .toList();
  }

  private static StandardFacts facts(DomainType domain) {
    return domain.standardFacts(domain.typmod());
  }

  private static String dataType(DomainType domain) {
    Type base = domain.base();
    return base instanceof UserType || base.extension() != null
        ? "USER-DEFINED"
        : base.displayName();
  }

  static final SystemTable<DomainType> TABLE =
      SystemTable.<DomainType>named("information_schema", "domains", 13320, Domains::all)
          .column("domain_catalog", "name", (_, v) -> v.databaseName())
          .column("domain_schema", "name", (r, _) -> r.schema())
          .column("domain_name", "name", (r, _) -> r.name())
          .column("data_type", "varchar", (r, _) -> dataType(r))
          .column("character_maximum_length", "int4", (r, _) -> facts(r).characterLength())
          .column("character_octet_length", "int4", (r, _) -> facts(r).octetLength())
          .column("character_set_catalog", "name", (_, _) -> null)
          .column("character_set_schema", "name", (_, _) -> null)
          .column("character_set_name", "name", (_, _) -> null)
          .column(
              "collation_catalog",
              "name",
              (r, v) ->
                  CollationNames.name(BuiltinCollations.of(r)) == null ? null : v.databaseName())
          .column(
              "collation_schema", "name", (r, _) -> CollationNames.schema(BuiltinCollations.of(r)))
          .column("collation_name", "name", (r, _) -> CollationNames.name(BuiltinCollations.of(r)))
          .column("numeric_precision", "int4", (r, _) -> facts(r).numericPrecision())
          .column("numeric_precision_radix", "int4", (r, _) -> facts(r).numericRadix())
          .column("numeric_scale", "int4", (r, _) -> facts(r).numericScale())
          .column("datetime_precision", "int4", (r, _) -> facts(r).datetimePrecision())
          .column("interval_type", "varchar", (_, _) -> null)
          .column("interval_precision", "int4", (_, _) -> null)
          .column("domain_default", "varchar", (r, _) -> r.definition().defaultText())
          .column("udt_catalog", "name", (_, v) -> v.databaseName())
          .column(
              "udt_schema",
              "name",
              (r, _) -> r.base() instanceof UserType own ? own.schema() : "pg_catalog")
          .column("udt_name", "name", (r, _) -> r.base().name())
          .column("scope_catalog", "name", (_, _) -> null)
          .column("scope_schema", "name", (_, _) -> null)
          .column("scope_name", "name", (_, _) -> null)
          .column("maximum_cardinality", "int4", (_, _) -> null)
          .column("dtd_identifier", "name", (_, _) -> "1")
          .build();
}
