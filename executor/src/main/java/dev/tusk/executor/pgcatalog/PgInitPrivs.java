package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.catalogview.SchemaRow;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.type.AclItem;
import java.util.ArrayList;
import java.util.List;

/** What the system's objects come with, beside which pg_dump writes down what was changed. */
final class PgInitPrivs {
  private PgInitPrivs() {}

  private record Entry(ObjectAddress object, List<AclItem> acl) {
    static List<Entry> all(CatalogView view) {
      List<Entry> entries = new ArrayList<>();
      for (Table table : view.systemTables()) {
        add(ObjectAddress.relation(table.oid()), view, entries);
      }
      for (FunctionSignature function : view.functions().allFunctions()) {
        add(ObjectAddress.function(function.oid()), view, entries);
      }
      for (SchemaRow schema : view.schemas()) {
        add(ObjectAddress.of(ObjectAddress.PG_NAMESPACE, schema.oid()), view, entries);
      }
      return entries;
    }

    private static void add(ObjectAddress object, CatalogView view, List<Entry> entries) {
      List<AclItem> acl = view.rights().initial(object);
      if (acl != null) {
        entries.add(new Entry(object, acl));
      }
    }
  }

  static final SystemTable<?> TABLE =
      SystemTable.<Entry>named("pg_catalog", "pg_init_privs", 3394, Entry::all)
          .column("objoid", "oid", (r, _) -> r.object().objectOid())
          .column("classoid", "oid", (r, _) -> r.object().classOid())
          .column("objsubid", "int4", (r, _) -> r.object().sub())
          .column("privtype", "char", (_, _) -> "i")
          .column("initprivs", "_aclitem", (r, v) -> v.acl(r.acl()))
          .build();
}
