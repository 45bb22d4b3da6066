package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalog.ForeignObject;
import dev.tusk.executor.catalog.ForeignObject.MappingObject;
import dev.tusk.executor.catalog.ForeignObject.ServerObject;
import dev.tusk.executor.catalog.ForeignObject.WrapperObject;
import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.sql.catalog.ObjectAddress;
import java.util.ArrayList;
import java.util.List;

/** information_schema's views of foreign objects: those that the current user may use. */
final class ForeignViews {
  private static final String SCHEMA = "information_schema";

  /** One option of an object. */
  record OptionRow<T>(T of, String name, String value) {}

  private ForeignViews() {}

  static final List<SystemTable<?>> ALL =
      List.of(
          SystemTable.<WrapperObject>named(
                  SCHEMA, "foreign_data_wrappers", 13515, ForeignViews::wrappers)
              .column("foreign_data_wrapper_catalog", "name", (_, v) -> v.databaseName())
              .column("foreign_data_wrapper_name", "name", (r, _) -> r.name())
              .column("authorization_identifier", "name", (r, v) -> owner(r.address(), v))
              .column("library_name", "varchar", (_, _) -> null)
              .column("foreign_data_wrapper_language", "varchar", (_, _) -> "c")
              .build(),
          SystemTable.<OptionRow<WrapperObject>>named(
                  SCHEMA, "foreign_data_wrapper_options", 13511, v -> options(wrappers(v)))
              .column("foreign_data_wrapper_catalog", "name", (_, v) -> v.databaseName())
              .column("foreign_data_wrapper_name", "name", (r, _) -> r.of().name())
              .column("option_name", "name", (r, _) -> r.name())
              .column("option_value", "varchar", (r, _) -> r.value())
              .build(),
          SystemTable.<ServerObject>named(SCHEMA, "foreign_servers", 13528, ForeignViews::servers)
              .column("foreign_server_catalog", "name", (_, v) -> v.databaseName())
              .column("foreign_server_name", "name", (r, _) -> r.name())
              .column("foreign_data_wrapper_catalog", "name", (_, v) -> v.databaseName())
              .column("foreign_data_wrapper_name", "name", (r, v) -> PgForeign.wrapper(r, v).name())
              .column("foreign_server_type", "varchar", (r, _) -> r.type())
              .column("foreign_server_version", "varchar", (r, _) -> r.version())
              .column("authorization_identifier", "name", (r, v) -> owner(r.address(), v))
              .build(),
          SystemTable.<OptionRow<ServerObject>>named(
                  SCHEMA, "foreign_server_options", 13524, v -> options(servers(v)))
              .column("foreign_server_catalog", "name", (_, v) -> v.databaseName())
              .column("foreign_server_name", "name", (r, _) -> r.of().name())
              .column("option_name", "name", (r, _) -> r.name())
              .column("option_value", "varchar", (r, _) -> r.value())
              .build(),
          SystemTable.<MappingObject>named(SCHEMA, "user_mappings", 13555, ForeignViews::mappings)
              .column("authorization_identifier", "name", (r, v) -> user(r, v))
              .column("foreign_server_catalog", "name", (_, v) -> v.databaseName())
              .column("foreign_server_name", "name", (r, v) -> PgForeign.server(r, v).name())
              .build(),
          SystemTable.<OptionRow<MappingObject>>named(
                  SCHEMA, "user_mapping_options", 13550, v -> options(mappings(v)))
              .column("authorization_identifier", "name", (r, v) -> user(r.of(), v))
              .column("foreign_server_catalog", "name", (_, v) -> v.databaseName())
              .column("foreign_server_name", "name", (r, v) -> PgForeign.server(r.of(), v).name())
              .column("option_name", "name", (r, _) -> r.name())
              .column(
                  "option_value", "varchar", (r, v) -> PgForeign.told(r.of(), v) ? r.value() : null)
              .build());

  private static List<WrapperObject> wrappers(CatalogView view) {
    return PgForeign.of(WrapperObject.class, view).stream()
        .filter(wrapper -> PgForeign.mayUse(wrapper, view))
        .toList();
  }

  private static List<ServerObject> servers(CatalogView view) {
    return PgForeign.of(ServerObject.class, view).stream()
        .filter(server -> PgForeign.mayUse(server, view))
        .toList();
  }

  private static List<MappingObject> mappings(CatalogView view) {
    return PgForeign.of(MappingObject.class, view).stream()
        .filter(mapping -> PgForeign.mayUse(PgForeign.server(mapping, view), view))
        .toList();
  }

  private static String owner(ObjectAddress address, CatalogView view) {
    return view.roles().name(view.rights().owner(address));
  }

  private static String user(MappingObject mapping, CatalogView view) {
    return PgForeign.user(mapping, view, "PUBLIC");
  }

  private static <T extends ForeignObject> List<OptionRow<T>> options(List<T> objects) {
    List<OptionRow<T>> rows = new ArrayList<>();
    for (T object : objects) {
      for (String option : object.options()) {
        int equals = option.indexOf('=');
        rows.add(
            new OptionRow<>(object, option.substring(0, equals), option.substring(equals + 1)));
      }
    }
    return rows;
  }
}
