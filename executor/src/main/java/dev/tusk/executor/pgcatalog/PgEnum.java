package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.sql.type.EnumType;
import java.util.List;

/** The labels of enums. */
final class PgEnum {
  private PgEnum() {}

  /** A label and its type. */
  record Row(EnumType type, EnumType.Label label) {
    static List<Row> all(CatalogView view) {
      return view.userTypes().stream()
          .filter(EnumType.class::isInstance)
          .map(EnumType.class::cast)
          .flatMap(type -> type.labels().stream().map(label -> new Row(type, label)))
          .toList();
    }
  }

  static final SystemTable<Row> TABLE =
      SystemTable.<Row>named("pg_catalog", "pg_enum", 3501, Row::all)
          .column("oid", "oid", (r, _) -> (long) r.label().oid())
          .column("enumtypid", "oid", (r, _) -> (long) r.type().oid())
          .column("enumsortorder", "float4", (r, _) -> (float) r.label().place())
          .column("enumlabel", "name", (r, _) -> r.label().text())
          .build();
}
