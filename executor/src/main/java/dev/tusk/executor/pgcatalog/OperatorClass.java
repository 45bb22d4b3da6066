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

  static List<OperatorClass> all(CatalogView view) {
    List<OperatorClass> rows = new ArrayList<>();
    for (Type type : Types.all()) {
      if (type.ordered() && !type.isArray() && type.category() != 'P' && known(type, view)) {
        String name = btreeName(type);
        rows.add(new OperatorClass(oid("btree", name), "btree", name, type, true));
      }
    }
    if (view.vectorExists()) {
      for (String name : HNSW) {
        rows.add(new OperatorClass(oid("hnsw", name), "hnsw", name, Types.VECTOR, false));
      }
    }
    return rows;
  }

  private static boolean known(Type type, CatalogView view) {
    return !type.name().equals("vector") || view.vectorExists();
  }

  /** {@code int4_ops}, {@code text_ops}; varchar goes by text's. */
  static String btreeName(Type type) {
    return switch (type.name()) {
      case "varchar" -> "varchar_ops";
      case "bool" -> "bool_ops";
      default -> type.name() + "_ops";
    };
  }

  static long oid(String method, String name) {
    int place = HNSW.indexOf(name);
    if (method.equals("hnsw") && place >= 0) {
      return AccessMethod.HNSW + 1 + place;
    }
    return Types.byName(name.replaceFirst("_ops$", "")).map(t -> 50_000L + t.oid()).orElse(0L);
  }

  long methodOid() {
    return AccessMethod.oid(method);
  }
}
