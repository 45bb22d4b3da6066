package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;

/** A row of pg_opclass. OIDs are made from the type's, since PostgreSQL's are not fixed either. */
record OperatorClass(long oid, String method, String name, Type type, boolean isDefault) {
  private static final List<String> HNSW =
      List.of("vector_l2_ops", "vector_ip_ops", "vector_cosine_ops", "vector_l1_ops");

  private static final String ARRAYS = "array_ops";
  private static final String ENUMS = "enum_ops";
  private static final long FIRST_OID = 50_000;

  static List<OperatorClass> all(CatalogView view) {
    List<OperatorClass> rows = new ArrayList<>();
    for (Type type : Types.all()) {
      if (type.ordered() && !type.isArray() && type.comparedAs() == type && view.has(type)) {
        rows.add(btree(type.operatorClass(), type, true));
      }
    }
    rows.add(btree(ARRAYS, Types.ANYARRAY, true));
    rows.add(btree(ENUMS, Types.ANYENUM, true));
    rows.add(btree("varchar_ops", Types.TEXT, false));
    if (view.vectorExists()) {
      for (String name : HNSW) {
        rows.add(new OperatorClass(oid("hnsw", name), "hnsw", name, Types.VECTOR, false));
      }
    }
    return rows;
  }

  private static OperatorClass btree(String name, Type type, boolean isDefault) {
    return new OperatorClass(oid("btree", name), "btree", name, type, isDefault);
  }

  /**
   * Whether a key of the type has this class without saying so; indexes of 0.1.0 name their own.
   */
  static boolean isDefault(String name, Type type) {
    return name.equals(type.operatorClass()) || name.equals(type.name() + "_ops");
  }

  static long oid(String method, String name) {
    int place = HNSW.indexOf(name);
    if (method.equals("hnsw") && place >= 0) {
      return AccessMethod.HNSW + 1 + place;
    }
    Type type =
        name.equals(ARRAYS)
            ? Types.ANYARRAY
            : name.equals(ENUMS)
                ? Types.ANYENUM
                : Types.byName(name.replaceFirst("_ops$", "")).orElse(null);
    if (type == null) {
      return 0;
    }
    return FIRST_OID + (type.isArray() ? Types.ANYARRAY : type).oid();
  }

  long methodOid() {
    return AccessMethod.oid(method);
  }
}
