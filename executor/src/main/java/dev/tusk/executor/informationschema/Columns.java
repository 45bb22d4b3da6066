package dev.tusk.executor.informationschema;

import dev.tusk.executor.catalogview.SequenceRow;
import dev.tusk.executor.pgcatalog.Attribute;
import dev.tusk.executor.pgcatalog.SystemTable;

/** Columns of tables and system relations. */
public final class Columns {
  private Columns() {}

  public static final SystemTable<Attribute> TABLE =
      SystemTable.<Attribute>named("information_schema", "columns", 13295, Attribute::ofTables)
          .column("table_catalog", "name", (_, v) -> v.databaseName())
          .column("table_schema", "name", (r, _) -> r.schema())
          .column("table_name", "name", (r, _) -> r.relationName())
          .column("column_name", "name", (r, _) -> r.name())
          .column("ordinal_position", "int4", (r, _) -> r.number())
          .column(
              "column_default",
              "varchar",
              (r, _) -> r.identity().isEmpty() ? r.defaultText() : null)
          .column("is_nullable", "yes_or_no", (r, _) -> r.notNull() ? "NO" : "YES")
          .column("data_type", "varchar", (r, _) -> r.standardTypeName())
          .column("character_maximum_length", "int4", (r, _) -> r.standardFacts().characterLength())
          .column("character_octet_length", "int4", (r, _) -> r.standardFacts().octetLength())
          .column("numeric_precision", "int4", (r, _) -> r.standardFacts().numericPrecision())
          .column("numeric_precision_radix", "int4", (r, _) -> r.standardFacts().numericRadix())
          .column("numeric_scale", "int4", (r, _) -> r.standardFacts().numericScale())
          .column("datetime_precision", "int4", (r, _) -> r.standardFacts().datetimePrecision())
          .column("interval_type", "varchar", (_, _) -> null)
          .column("interval_precision", "int4", (_, _) -> 0)
          .column("character_set_catalog", "name", (_, _) -> null)
          .column("character_set_schema", "name", (_, _) -> null)
          .column("character_set_name", "name", (_, _) -> null)
          .column(
              "collation_catalog",
              "name",
              (r, v) -> CollationNames.name(r.collationOf()) == null ? null : v.databaseName())
          .column("collation_schema", "name", (r, _) -> CollationNames.schema(r.collationOf()))
          .column("collation_name", "name", (r, _) -> CollationNames.name(r.collationOf()))
          .column(
              "domain_catalog", "name", (r, v) -> r.domainName() == null ? null : v.databaseName())
          .column("domain_schema", "name", (r, _) -> r.domainSchema())
          .column("domain_name", "name", (r, _) -> r.domainName())
          .column("udt_catalog", "name", (_, v) -> v.databaseName())
          .column("udt_schema", "name", Attribute::typeSchema)
          .column("udt_name", "name", (r, _) -> r.typeName())
          .column("scope_catalog", "name", (_, _) -> null)
          .column("scope_schema", "name", (_, _) -> null)
          .column("scope_name", "name", (_, _) -> null)
          .column("maximum_cardinality", "int4", (_, _) -> 0)
          .column("dtd_identifier", "name", (r, _) -> String.valueOf(r.number()))
          .column("is_self_referencing", "yes_or_no", (_, _) -> "NO")
          .column("is_identity", "yes_or_no", (r, _) -> r.identityCode().isEmpty() ? "NO" : "YES")
          .column("identity_generation", "varchar", (r, _) -> r.identityGeneration())
          .column("identity_start", "varchar", (r, v) -> r.ofIdentity(v, SequenceRow::start))
          .column(
              "identity_increment", "varchar", (r, v) -> r.ofIdentity(v, SequenceRow::increment))
          .column("identity_maximum", "varchar", (r, v) -> r.ofIdentity(v, SequenceRow::maximum))
          .column("identity_minimum", "varchar", (r, v) -> r.ofIdentity(v, SequenceRow::minimum))
          .column("identity_cycle", "yes_or_no", (r, v) -> r.identityCycles(v) ? "YES" : "NO")
          .column("is_generated", "varchar", (r, _) -> r.generated() ? "ALWAYS" : "NEVER")
          .column(
              "generation_expression", "varchar", (r, _) -> r.generated() ? r.defaultText() : null)
          .column("is_updatable", "yes_or_no", (r, v) -> r.updatable(v) ? "YES" : "NO")
          .build();
}
