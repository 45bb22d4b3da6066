package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.sql.catalog.AccessMethod;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of pg_opclass. OIDs that PostgreSQL fixes ({@code pg_opclass.dat}) are its own; the others,
 * which it gives out anew in each version, are made from the type's.
 */
record OperatorClass(long oid, AccessMethod method, String name, Type type, boolean isDefault) {
  private static final String ARRAYS = "array_ops";
  private static final String ENUMS = "enum_ops";

  /** Classes of many types, and the pseudo-type that stands for these. */
  private static final Map<String, Type> POLYMORPHIC =
      Map.of(
          ARRAYS,
          Types.ANYARRAY,
          ENUMS,
          Types.ANYENUM,
          "range_ops",
          Types.ANYRANGE,
          "multirange_ops",
          Types.ANYMULTIRANGE);

  private static final Map<String, Long> FIXED =
      Map.ofEntries(
          Map.entry("int2_ops", 1979L),
          Map.entry("int4_ops", 1978L),
          Map.entry("int8_ops", 3124L),
          Map.entry("float8_ops", 3123L),
          Map.entry("numeric_ops", 3125L),
          Map.entry("oid_ops", 1981L),
          Map.entry("text_ops", 3126L),
          Map.entry("date_ops", 3122L),
          Map.entry("timestamp_ops", 3128L),
          Map.entry("timestamptz_ops", 3127L),
          Map.entry("text_pattern_ops", 4217L),
          Map.entry("varchar_pattern_ops", 4218L),
          Map.entry("bpchar_pattern_ops", 4219L));

  private static final String RECORD_IMAGES = "record_image_ops";
  private static final long RECORD_IMAGES_OID = 49_999;
  private static final long FIRST_OID = 50_000;

  static List<OperatorClass> all(CatalogView view) {
    List<OperatorClass> rows = new ArrayList<>();
    for (Type type : Types.all()) {
      if (type.ordered()
          && !POLYMORPHIC.containsKey(type.operatorClass())
          && type.comparedAs() == type
          && !type.name().equals("int2vector") // Compared as an array.
          && view.has(type)) {
        rows.add(btree(type.operatorClass(), type, true));
      }
    }
    POLYMORPHIC.forEach((name, type) -> rows.add(btree(name, type, true)));
    rows.add(btree("varchar_ops", Types.TEXT, false));
    rows.add(btree("cidr_ops", Types.INET, false));
    rows.add(btree("text_pattern_ops", Types.TEXT, false));
    rows.add(btree("varchar_pattern_ops", Types.TEXT, false));
    rows.add(btree("bpchar_pattern_ops", Types.BPCHAR, false));
    rows.add(
        new OperatorClass(
            RECORD_IMAGES_OID, AccessMethod.BTREE, RECORD_IMAGES, Types.RECORD, false));
    for (AccessMethod method : AccessMethodRow.methods(view)) {
      for (AccessMethod.OperatorClass c : method.classes()) {
        if (!c.isThere(name -> view.extensions().stream().anyMatch(e -> e.name().equals(name)))) {
          continue;
        }
        rows.add(new OperatorClass(c.oid(), method, c.name(), c.type(), c.isDefault()));
      }
    }
    return rows;
  }

  /** The extension that it came with. */
  @Nullable String extension() {
    String ofType = type.extension();
    return ofType == null ? method.extension() : ofType;
  }

  private static OperatorClass btree(String name, Type type, boolean isDefault) {
    return new OperatorClass(
        oid(AccessMethod.BTREE, name), AccessMethod.BTREE, name, type, isDefault);
  }

  /**
   * Whether a key of the type has this class without saying so; indexes of 0.1.0 name their own.
   */
  static boolean isDefault(AccessMethod method, String name, Type type) {
    return !method.ordered()
        ? method.operatorClass(name).map(AccessMethod.OperatorClass::isDefault).orElse(false)
        : name.equals(type.operatorClass()) || name.equals(type.name() + "_ops");
  }

  static long oid(AccessMethod method, String name) {
    if (!method.ordered()) {
      return method.operatorClass(name).map(AccessMethod.OperatorClass::oid).orElse(0L);
    }
    Long fixed = FIXED.get(name);
    if (fixed != null) {
      return fixed;
    }
    Type type =
        POLYMORPHIC.containsKey(name)
            ? POLYMORPHIC.get(name)
            : Types.byName(name.replaceFirst("_ops$", "")).orElse(null);
    if (type == null) {
      return 0;
    }
    boolean array = type.isArray() && !type.name().equals("oidvector");
    return FIRST_OID + (array ? Types.ANYARRAY : type).oid();
  }

  long methodOid() {
    return method.oid();
  }
}
