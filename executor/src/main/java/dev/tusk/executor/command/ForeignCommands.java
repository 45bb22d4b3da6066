package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.ForeignObject.MappingObject;
import dev.tusk.executor.catalog.ForeignObject.ServerObject;
import dev.tusk.executor.catalog.ForeignObject.WrapperObject;
import dev.tusk.executor.rights.Denied;
import dev.tusk.executor.rights.OwnerRights;
import dev.tusk.executor.rights.Privileges;
import dev.tusk.executor.rights.Rights;
import dev.tusk.executor.rights.RightsKind;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.statement.DefinedKind;
import dev.tusk.sql.statement.ForeignCommand;
import dev.tusk.sql.statement.ForeignCommand.WrapperFunction;
import dev.tusk.sql.statement.ForeignOption;
import dev.tusk.sql.statement.RoleSpec;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Foreign data wrappers, their servers, and user mappings (commands/foreigncmds.c). */
final class ForeignCommands {
  private static final List<Type> VALIDATOR =
      List.of(Types.byName("_text").orElseThrow(), Types.OID);

  private final CommandHost host;
  private final DefinedCommands defined;

  ForeignCommands(CommandHost host, DefinedCommands defined) {
    this.host = host;
    this.defined = defined;
  }

  void run(ForeignCommand command) {
    switch (command) {
      case ForeignCommand.CreateWrapper s -> create(s);
      case ForeignCommand.AlterWrapper s -> alter(s);
      case ForeignCommand.CreateServer s -> create(s);
      case ForeignCommand.AlterServer s -> alter(s);
      case ForeignCommand.CreateMapping s -> create(s);
      case ForeignCommand.AlterMapping s -> alter(s);
      case ForeignCommand.DropMapping s -> drop(s);
      case ForeignCommand.ImportSchema s -> importSchema(s);
    }
  }

  private boolean superuser(long role) {
    return host.changes().state().roles(0).superuser(role);
  }

  private long user() {
    return host.roles().current();
  }

  private List<String> options(
      List<String> before, List<ForeignOption> changes, WrapperObject wrapper, long catalog) {
    return new ForeignOptions(host).changed(before, changes, wrapper.validatorOid(), catalog);
  }

  private void requireSuperuser(String verb, String name) {
    if (!superuser(user())) {
      throw Denied.because(
              "permission denied to " + verb + " foreign-data wrapper \"" + name + "\"")
          .withHint("Must be superuser to " + verb + " a foreign-data wrapper.");
    }
  }

  private void create(ForeignCommand.CreateWrapper statement) {
    requireSuperuser("create", statement.name());
    defined.requireFree(
        DefinedKind.FOREIGN_DATA_WRAPPER, new QualifiedName(null, statement.name()));
    Functions functions = functions(statement.functions());
    WrapperObject bare =
        new WrapperObject(
            host.changes().newOid(),
            host.catalog().databaseOid(),
            statement.name(),
            functions.validator(),
            List.of());
    List<String> options =
        options(List.of(), statement.options(), bare, ObjectAddress.PG_FOREIGN_DATA_WRAPPER);
    host.changes().put(bare.with(bare.validatorOid(), options));
  }

  private void alter(ForeignCommand.AlterWrapper statement) {
    requireSuperuser("alter", statement.name());
    WrapperObject wrapper = wrapper(statement.name());
    Functions functions = functions(statement.functions());
    if (functions.handled()) {
      host.warning(
          SqlState.WARNING,
          "changing the foreign-data wrapper handler can change behavior of existing foreign"
              + " tables");
    }
    if (functions.validated() && functions.validator() != 0) {
      host.warning(
          SqlState.WARNING,
          "changing the foreign-data wrapper validator can cause the options for dependent objects"
              + " to become invalid");
    }
    WrapperObject checked =
        functions.validated() ? wrapper.with(functions.validator(), wrapper.options()) : wrapper;
    List<String> options =
        statement.options().isEmpty()
            ? wrapper.options()
            : options(
                wrapper.options(),
                statement.options(),
                checked,
                ObjectAddress.PG_FOREIGN_DATA_WRAPPER);
    host.changes().put(checked.with(checked.validatorOid(), options));
  }

  private WrapperObject wrapper(String name) {
    return (WrapperObject)
        defined.require(DefinedKind.FOREIGN_DATA_WRAPPER, new QualifiedName(null, name));
  }

  private WrapperObject wrapper(ServerObject server) {
    if (host.changes().state().object(server.wrapperOid()) instanceof WrapperObject wrapper) {
      return wrapper;
    }
    throw new IllegalStateException("a server without its foreign-data wrapper");
  }

  /** What is said of a wrapper's functions; it has no handler whatever is said. */
  private record Functions(boolean handled, boolean validated, long validator) {}

  private Functions functions(List<WrapperFunction> written) {
    boolean handled = false;
    boolean validated = false;
    long validator = 0;
    for (WrapperFunction one : written) {
      if (one.handler() ? handled : validated) {
        throw SqlException.of(SqlState.SYNTAX_ERROR, "conflicting or redundant options")
            .at(one.position());
      }
      if (one.handler()) {
        handled = true;
        requireNoHandler(one.function());
      } else {
        validated = true;
        QualifiedName name = one.function();
        validator = name == null ? 0 : new PartLookup(host).find(names(name), VALIDATOR).oid();
      }
    }
    return new Functions(handled, validated, validator);
  }

  private static List<String> names(QualifiedName name) {
    String schema = name.schema();
    return schema == null ? List.of(name.name()) : List.of(schema, name.name());
  }

  /** Only functions in C make handlers, and none is loaded. */
  private void requireNoHandler(@Nullable QualifiedName name) {
    if (name == null) {
      return;
    }
    FunctionSignature function = new PartLookup(host).find(names(name), List.of());
    if (function.result() != Types.FDW_HANDLER) {
      throw SqlException.of(
          SqlState.WRONG_OBJECT_TYPE,
          "function " + String.join(".", names(name)) + " must return type fdw_handler");
    }
    throw SqlException.notSupported("HANDLER of a foreign-data wrapper")
        .withHint("Leave HANDLER out: the wrapper's tables are kept, and cannot be read.");
  }

  /** Only superusers own wrappers, and only they give them away. */
  void requireOwner(WrapperObject wrapper, RoleObject role) {
    String denied =
        "permission denied to change owner of foreign-data wrapper \"" + wrapper.name() + "\"";
    if (!superuser(user())) {
      throw Denied.because(denied)
          .withHint("Must be superuser to change owner of a foreign-data wrapper.");
    }
    if (!superuser(role.oid())) {
      throw Denied.because(denied)
          .withHint("The owner of a foreign-data wrapper must be a superuser.");
    }
  }

  /** Refuses whom a wrapper's servers may not belong to. */
  void requireUsage(ServerObject server, long role) {
    requireUsage(wrapper(server), role);
  }

  private void requireUsage(WrapperObject wrapper, long role) {
    if (!new Rights(host.catalog())
        .has(RightsKind.FOREIGN_DATA_WRAPPER, wrapper.address(), role, Privileges.USAGE)) {
      throw Denied.of("foreign-data wrapper", wrapper.name());
    }
  }

  private void create(ForeignCommand.CreateServer statement) {
    QualifiedName name = new QualifiedName(null, statement.name());
    if (statement.ifNotExists() && defined.find(DefinedKind.SERVER, name) != null) {
      host.skipped(
          SqlState.DUPLICATE_OBJECT,
          "server \"" + statement.name() + "\" already exists, skipping");
      return;
    }
    defined.requireFree(DefinedKind.SERVER, name);
    WrapperObject wrapper = wrapper(statement.wrapper());
    requireUsage(wrapper, user());
    List<String> options =
        options(List.of(), statement.options(), wrapper, ObjectAddress.PG_FOREIGN_SERVER);
    host.changes()
        .put(
            new ServerObject(
                host.changes().newOid(),
                host.catalog().databaseOid(),
                statement.name(),
                wrapper.oid(),
                statement.type(),
                statement.version(),
                options));
  }

  private void alter(ForeignCommand.AlterServer statement) {
    ServerObject server =
        (ServerObject) defined.owned(DefinedKind.SERVER, new QualifiedName(null, statement.name()));
    List<String> options =
        statement.options().isEmpty()
            ? server.options()
            : options(
                server.options(),
                statement.options(),
                wrapper(server),
                ObjectAddress.PG_FOREIGN_SERVER);
    host.changes()
        .put(
            server.with(
                statement.changesVersion() ? statement.version() : server.version(), options));
  }

  private ServerObject server(String name) {
    return (ServerObject) defined.require(DefinedKind.SERVER, new QualifiedName(null, name));
  }

  private long mapped(RoleSpec user) {
    return user.kind() == RoleSpec.Kind.PUBLIC ? 0 : host.role(user).oid();
  }

  private String name(long role) {
    return role == 0 ? "public" : host.changes().state().roles(0).name(role);
  }

  private @Nullable MappingObject mapping(long role, ServerObject server) {
    for (MappingObject one :
        host.changes().state().defined().of(MappingObject.class, host.catalog().databaseOid())) {
      if (one.userOid() == role && one.serverOid() == server.oid()) {
        return one;
      }
    }
    return null;
  }

  /** Who owns the server maps anybody, who may use it himself. */
  private void requireMapping(ServerObject server, long role) {
    if (role != user() || new Rights(host.catalog()).owns(user(), server.address())) {
      OwnerRights.require(host.catalog(), host.roles(), server);
      return;
    }
    requireServerUsage(server);
  }

  private void requireServerUsage(ServerObject server) {
    if (!new Rights(host.catalog())
        .has(RightsKind.FOREIGN_SERVER, server.address(), user(), Privileges.USAGE)) {
      throw Denied.of("foreign server", server.name());
    }
  }

  private void create(ForeignCommand.CreateMapping statement) {
    long role = mapped(statement.user());
    ServerObject server = server(statement.server());
    requireMapping(server, role);
    if (mapping(role, server) != null) {
      String there =
          "user mapping for \""
              + name(role)
              + "\" already exists for server \""
              + server.name()
              + "\"";
      if (!statement.ifNotExists()) {
        throw SqlException.of(SqlState.DUPLICATE_OBJECT, there);
      }
      host.skipped(SqlState.DUPLICATE_OBJECT, there + ", skipping");
      return;
    }
    List<String> options =
        options(List.of(), statement.options(), wrapper(server), ObjectAddress.PG_USER_MAPPING);
    host.changes()
        .put(
            new MappingObject(
                host.changes().newOid(),
                host.catalog().databaseOid(),
                role,
                server.oid(),
                options));
  }

  private static String noMapping(String user, String server) {
    return "user mapping for \"" + user + "\" does not exist for server \"" + server + "\"";
  }

  private void alter(ForeignCommand.AlterMapping statement) {
    long role = mapped(statement.user());
    ServerObject server = server(statement.server());
    MappingObject mapping = mapping(role, server);
    if (mapping == null) {
      throw SqlException.of(SqlState.UNDEFINED_OBJECT, noMapping(name(role), server.name()));
    }
    requireMapping(server, role);
    List<String> options =
        options(
            mapping.options(), statement.options(), wrapper(server), ObjectAddress.PG_USER_MAPPING);
    host.changes().put(mapping.with(options));
  }

  private void drop(ForeignCommand.DropMapping statement) {
    RoleSpec user = statement.user();
    boolean unknown =
        user.kind() == RoleSpec.Kind.NAMED && host.changes().state().role(user.name()) == null;
    if (unknown && statement.ifExists()) {
      host.notice("role \"" + user.name() + "\" does not exist, skipping");
      return;
    }
    long role = mapped(user);
    if (statement.ifExists()
        && defined.find(DefinedKind.SERVER, new QualifiedName(null, statement.server())) == null) {
      host.notice("server \"" + statement.server() + "\" does not exist, skipping");
      return;
    }
    ServerObject server = server(statement.server());
    MappingObject mapping = mapping(role, server);
    if (mapping == null) {
      String missing = noMapping(name(role), server.name());
      if (!statement.ifExists()) {
        throw SqlException.of(SqlState.UNDEFINED_OBJECT, missing);
      }
      host.notice(missing + ", skipping");
      return;
    }
    requireMapping(server, role);
    Removal removal = new Removal(host, true);
    removal.name(mapping.address());
    removal.run();
  }

  /** Every wrapper is without a handler, which is asked last. */
  private void importSchema(ForeignCommand.ImportSchema statement) {
    ServerObject server = server(statement.server());
    requireServerUsage(server);
    Names.requireSchema(host.catalog(), statement.localSchema());
    host.catalog().requireCreation(statement.localSchema());
    throw noHandler(wrapper(server));
  }

  static SqlException noHandler(WrapperObject wrapper) {
    return SqlException.of(
        SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
        "foreign-data wrapper \"" + wrapper.name() + "\" has no handler");
  }
}
