package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.sql.type.EnumType;
import java.util.ArrayList;
import java.util.List;

/** The labels of enums. */
final class PgEnum {
  private PgEnum() {}

  /**
   * A label and its type.
   *
   * @param order {@code enumsortorder}
   */
  record Row(EnumType type, EnumType.Label label, float order) {
    static List<Row> all(CatalogView view) {
      return view.userTypes().stream()
          .filter(EnumType.class::isInstance)
          .map(EnumType.class::cast)
          .flatMap(type -> of(type).stream())
          .toList();
    }

    /**
     * By their places; where float4 does not tell these apart any more, they are numbered, as
     * PostgreSQL does then ({@code RenumberEnumType}).
     */
    private static List<Row> of(EnumType type) {
      List<EnumType.Label> labels = type.labels();
      boolean apart = true;
      for (int i = 1; i < labels.size(); i++) {
        apart &= (float) labels.get(i - 1).place() < (float) labels.get(i).place();
      }
      List<Row> rows = new ArrayList<>();
      for (EnumType.Label label : labels) {
        rows.add(new Row(type, label, apart ? (float) label.place() : rows.size() + 1));
      }
      return rows;
    }
  }

  static final SystemTable<Row> TABLE =
      SystemTable.<Row>named("pg_catalog", "pg_enum", 3501, Row::all)
          .column("oid", "oid", (r, _) -> (long) r.label().oid())
          .column("enumtypid", "oid", (r, _) -> (long) r.type().oid())
          .column("enumsortorder", "float4", (r, _) -> r.order())
          .column("enumlabel", "name", (r, _) -> r.label().text())
          .build();
}
