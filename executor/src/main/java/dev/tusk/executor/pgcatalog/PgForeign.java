package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.ForeignObject;
import dev.tusk.executor.catalog.ForeignObject.MappingObject;
import dev.tusk.executor.catalog.ForeignObject.ServerObject;
import dev.tusk.executor.catalog.ForeignObject.WrapperObject;
import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.rights.Privileges;
import dev.tusk.executor.rights.RightsKind;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Foreign data wrappers, servers and user mappings. */
final class PgForeign {
  private PgForeign() {}

  private static final SystemTable<WrapperObject> WRAPPERS =
      SystemTable.<WrapperObject>named(
              "pg_catalog",
              "pg_foreign_data_wrapper",
              ObjectAddress.PG_FOREIGN_DATA_WRAPPER,
              v -> of(WrapperObject.class, v))
          .column("oid", "oid", (r, _) -> r.oid())
          .column("fdwname", "name", (r, _) -> r.name())
          .column(
              "fdwowner", "oid", (r, v) -> v.owner(ObjectAddress.PG_FOREIGN_DATA_WRAPPER, r.oid()))
          .column("fdwhandler", "oid", (_, _) -> 0L) // No wrapper has one.
          .column("fdwvalidator", "oid", (r, _) -> r.validatorOid())
          .column(
              "fdwacl",
              "_aclitem",
              (r, v) -> v.acl(ObjectAddress.PG_FOREIGN_DATA_WRAPPER, r.oid(), 0))
          .column("fdwoptions", "_text", (r, _) -> options(r))
          .build();

  private static final SystemTable<ServerObject> SERVERS =
      SystemTable.<ServerObject>named(
              "pg_catalog",
              "pg_foreign_server",
              ObjectAddress.PG_FOREIGN_SERVER,
              v -> of(ServerObject.class, v))
          .column("oid", "oid", (r, _) -> r.oid())
          .column("srvname", "name", (r, _) -> r.name())
          .column("srvowner", "oid", (r, v) -> v.owner(ObjectAddress.PG_FOREIGN_SERVER, r.oid()))
          .column("srvfdw", "oid", (r, _) -> r.wrapperOid())
          .column("srvtype", "text", (r, _) -> r.type())
          .column("srvversion", "text", (r, _) -> r.version())
          .column(
              "srvacl", "_aclitem", (r, v) -> v.acl(ObjectAddress.PG_FOREIGN_SERVER, r.oid(), 0))
          .column("srvoptions", "_text", (r, _) -> options(r))
          .build();

  private static final SystemTable<MappingObject> MAPPINGS =
      SystemTable.<MappingObject>named(
              "pg_catalog",
              "pg_user_mapping",
              ObjectAddress.PG_USER_MAPPING,
              v -> of(MappingObject.class, v))
          .column("oid", "oid", (r, _) -> r.oid())
          .column("umuser", "oid", (r, _) -> r.userOid())
          .column("umserver", "oid", (r, _) -> r.serverOid())
          .column("umoptions", "_text", (r, _) -> options(r))
          .build();

  private static final SystemTable<MappingObject> BY_NAME =
      SystemTable.<MappingObject>named(
              "pg_catalog", "pg_user_mappings", 12327, v -> of(MappingObject.class, v))
          .column("umid", "oid", (r, _) -> r.oid())
          .column("srvid", "oid", (r, _) -> r.serverOid())
          .column("srvname", "name", (r, v) -> server(r, v).name())
          .column("umuser", "oid", (r, _) -> r.userOid())
          .column("usename", "name", (r, v) -> user(r, v, "public"))
          .column("umoptions", "_text", (r, v) -> told(r, v) ? options(r) : null)
          .build();

  static final List<SystemTable<?>> ALL = List.of(WRAPPERS, SERVERS, MAPPINGS, BY_NAME);

  static <T extends ForeignObject> List<T> of(Class<T> kind, CatalogView view) {
    return view.state().defined().of(kind, view.databaseOid());
  }

  static @Nullable ArrayValue options(ForeignObject object) {
    return options(object.options());
  }

  static @Nullable ArrayValue options(List<String> options) {
    return options.isEmpty() ? null : ArrayValue.of(Types.TEXT, options);
  }

  static ServerObject server(MappingObject mapping, CatalogView view) {
    return server(mapping.serverOid(), view);
  }

  static ServerObject server(long oid, CatalogView view) {
    if (view.state().object(oid) instanceof ServerObject server) {
      return server;
    }
    throw new IllegalStateException("an object of a server that is not there");
  }

  static WrapperObject wrapper(ServerObject server, CatalogView view) {
    CatalogObject found = view.state().object(server.wrapperOid());
    if (found instanceof WrapperObject wrapper) {
      return wrapper;
    }
    throw new IllegalStateException("a server without its foreign-data wrapper");
  }

  /** The role that a mapping is for. */
  static String user(MappingObject mapping, CatalogView view, String everybody) {
    return mapping.userOid() == 0 ? everybody : view.roles().name(mapping.userOid());
  }

  /** Whether the current user acts for the owner of an object. */
  static boolean isOwner(ObjectAddress address, CatalogView view) {
    long owner = view.rights().owner(address);
    return view.roles().hasPrivilegesOf(view.currentRoles().current(), owner);
  }

  static boolean mayUse(ServerObject server, CatalogView view) {
    return isOwner(server.address(), view)
        || view.rights()
            .has(
                RightsKind.FOREIGN_SERVER,
                server.address(),
                view.currentRoles().current(),
                Privileges.USAGE);
  }

  static boolean mayUse(WrapperObject wrapper, CatalogView view) {
    return isOwner(wrapper.address(), view)
        || view.rights()
            .has(
                RightsKind.FOREIGN_DATA_WRAPPER,
                wrapper.address(),
                view.currentRoles().current(),
                Privileges.USAGE);
  }

  /** Whether the current user is told a mapping's options, which may hold passwords. */
  static boolean told(MappingObject mapping, CatalogView view) {
    long user = view.currentRoles().current();
    ServerObject server = server(mapping, view);
    return view.roles().superuser(user)
        || (mapping.userOid() == 0
            ? isOwner(server.address(), view)
            : mapping.userOid() == user && mayUse(server, view));
  }
}
