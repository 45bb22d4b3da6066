package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.PolicyObject;
import dev.tusk.executor.catalog.RowSecurityObject;
import dev.tusk.executor.command.CatalogExpressions.KeptCondition;
import dev.tusk.executor.rights.OwnerRights;
import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.Policy;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.statement.AlterAction.RowSecurity;
import dev.tusk.sql.statement.AlterPolicy;
import dev.tusk.sql.statement.CreatePolicy;
import dev.tusk.sql.statement.DropPolicy;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.sql.statement.PolicyCommand;
import dev.tusk.sql.statement.RenamePolicy;
import dev.tusk.sql.statement.RoleSpec;
import dev.tusk.storage.LockMode;
import dev.tusk.storage.WaitPolicy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CREATE, ALTER and DROP POLICY, and ALTER TABLE … ROW LEVEL SECURITY (commands/policy.c). */
final class PolicyCommands {
  private final CommandHost host;

  PolicyCommands(CommandHost host) {
    this.host = host;
  }

  String run(PolicyCommand command) {
    switch (command) {
      case CreatePolicy s -> create(s);
      case AlterPolicy s -> alter(s);
      case RenamePolicy s -> rename(s);
      case DropPolicy s -> drop(s);
    }
    return command.tag();
  }

  /** The policy of that name. */
  static PolicyObject require(CommandHost host, TableObject table, String name) {
    PolicyObject policy = find(host, table, name);
    if (policy == null) {
      throw SqlException.of(
          SqlState.UNDEFINED_OBJECT,
          "policy \"" + name + "\" for table \"" + table.name() + "\" does not exist");
    }
    return policy;
  }

  private static @Nullable PolicyObject find(CommandHost host, TableObject table, String name) {
    for (PolicyObject policy : host.changes().state().policiesOn(table.oid())) {
      if (policy.name().equals(name)) {
        return policy;
      }
    }
    return null;
  }

  private void create(CreatePolicy statement) {
    Policy.Command command = statement.command();
    if (statement.check() != null
        && (command == Policy.Command.SELECT || command == Policy.Command.DELETE)) {
      throw wrong("WITH CHECK cannot be applied to SELECT or DELETE");
    }
    if (statement.using() != null && command == Policy.Command.INSERT) {
      throw wrong("only WITH CHECK expression allowed for INSERT");
    }
    List<Long> roles = roles(statement.roles());
    TableObject table = lock(statement.table());
    KeptCondition using = condition(table, statement.using());
    KeptCondition check = condition(table, statement.check());
    requireFree(table, statement.name());
    host.changes()
        .put(
            new PolicyObject(
                host.changes().newOid(),
                table.databaseOid(),
                table.oid(),
                new Policy(
                    statement.name(), statement.permissive(), command, text(using), text(check)),
                roles,
                references(using, check)));
  }

  private static SqlException wrong(String message) {
    return SqlException.of(SqlState.SYNTAX_ERROR, message);
  }

  private void requireFree(TableObject table, String name) {
    if (find(host, table, name) != null) {
      throw SqlException.of(
          SqlState.DUPLICATE_OBJECT,
          "policy \"" + name + "\" for table \"" + table.name() + "\" already exists");
    }
  }

  private @Nullable KeptCondition condition(
      TableObject table, @Nullable ParsedExpression condition) {
    if (condition == null) {
      return null;
    }
    try {
      return host.expressions().policy(table.table(), condition);
    } catch (SqlException e) {
      throw e.replacePosition(0); // PostgreSQL does not tell where.
    }
  }

  private static @Nullable String text(@Nullable KeptCondition condition) {
    return condition == null ? null : condition.text();
  }

  private static List<Dependency> references(
      @Nullable KeptCondition using, @Nullable KeptCondition check) {
    Set<Dependency> all = new LinkedHashSet<>();
    if (using != null) {
      all.addAll(using.references());
    }
    if (check != null) {
      all.addAll(check.references());
    }
    return List.copyOf(all);
  }

  private void alter(AlterPolicy statement) {
    List<Long> roles = statement.roles() == null ? null : roles(statement.roles());
    TableObject table = lock(statement.table());
    KeptCondition using = condition(table, statement.using());
    KeptCondition check = condition(table, statement.check());
    PolicyObject before = require(host, table, statement.name());
    Policy policy = before.policy();
    Policy.Command command = policy.command();
    if (check != null && (command == Policy.Command.SELECT || command == Policy.Command.DELETE)) {
      throw wrong("only USING expression allowed for SELECT, DELETE");
    }
    if (using != null && command == Policy.Command.INSERT) {
      throw wrong("only WITH CHECK expression allowed for INSERT");
    }
    KeptCondition usingNow = using == null ? stored(table, policy.using()) : using;
    KeptCondition checkNow = check == null ? stored(table, policy.check()) : check;
    PolicyObject after =
        before.with(
            new Policy(policy.name(), policy.permissive(), command, text(usingNow), text(checkNow)),
            references(usingNow, checkNow));
    host.changes().put(roles == null ? after : after.forRoles(roles));
  }

  private @Nullable KeptCondition stored(TableObject table, @Nullable String text) {
    return text == null ? null : host.expressions().storedPolicy(table.table(), text);
  }

  private void rename(RenamePolicy statement) {
    if (statement.ifExists() && isMissing(statement.table())) {
      return;
    }
    TableObject table = lock(statement.table());
    requireFree(table, statement.newName());
    PolicyObject policy = require(host, table, statement.name());
    host.changes().put(policy.named(null, statement.newName()));
  }

  private void drop(DropPolicy statement) {
    if (statement.ifExists()) {
      if (isMissing(statement.table())) {
        return;
      }
      if (host.catalog().relation(statement.table()) instanceof TableObject table
          && find(host, table, statement.name()) == null) {
        host.notice(
            "policy \""
                + statement.name()
                + "\" for relation \""
                + statement.table()
                + "\" does not exist, skipping");
        return;
      }
    }
    if (host.catalog().relation(statement.table()) instanceof TableObject table
        && find(host, table, statement.name()) != null) {
      UseRights.ownerOfRelation(host, table.table());
    }
    TableObject table = lock(statement.table());
    Removal removal = new Removal(host, statement.cascade());
    removal.name(require(host, table, statement.name()).address());
    removal.run();
  }

  private boolean isMissing(QualifiedName table) {
    if (Names.isWithoutSchema(host, table.schema(), true)) {
      return true;
    }
    if (host.catalog().relation(table) == null && host.catalog().table(table).isEmpty()) {
      host.notice("relation \"" + table + "\" does not exist, skipping");
      return true;
    }
    return false;
  }

  /** ENABLE, DISABLE, FORCE or NO FORCE ROW LEVEL SECURITY. */
  void secure(TableObject table, RowSecurity change) {
    RowSecurityObject before = host.changes().state().rowSecurity(table.oid());
    boolean enabled = before != null && before.enabled();
    boolean forced = before != null && before.forced();
    host.changes()
        .put(
            new RowSecurityObject(
                before == null ? host.changes().newOid() : before.oid(),
                table.databaseOid(),
                table.oid(),
                switch (change) {
                  case ENABLE -> true;
                  case DISABLE -> false;
                  case FORCE, NO_FORCE -> enabled;
                },
                switch (change) {
                  case FORCE -> true;
                  case NO_FORCE -> false;
                  case ENABLE, DISABLE -> forced;
                }));
  }

  /** Waits for those who change the table's definition or its rows, and keeps them out. */
  private TableObject lock(QualifiedName name) {
    TableObject table = table(name);
    host.changes().lockObject(host.transaction(), table.oid());
    host.transaction().lockRelation(table.relationId(), LockMode.EXCLUSIVE, WaitPolicy.WAIT);
    return table(name);
  }

  private TableObject table(QualifiedName name) {
    CatalogObject object = host.catalog().relation(name);
    if (object instanceof TableObject table && table.materialized() == null) {
      OwnerRights.require(host.catalog(), host.roles(), table);
      return table;
    }
    if (object != null || host.catalog().index(name) != null) {
      throw SqlException.of(SqlState.WRONG_OBJECT_TYPE, "\"" + name.name() + "\" is not a table");
    }
    if (host.catalog().table(name).isPresent()) {
      throw SqlException.of(
          SqlState.INSUFFICIENT_PRIVILEGE,
          "permission denied: \"" + name.name() + "\" is a system catalog");
    }
    throw Names.noRelation(name);
  }

  /** Numbers of roles ({@code policy_role_list_to_array}). */
  private List<Long> roles(List<RoleSpec> specs) {
    if (specs.stream().anyMatch(spec -> spec.kind() == RoleSpec.Kind.PUBLIC)) {
      if (specs.size() > 1) {
        host.notice(
            new Notice(
                "WARNING",
                SqlState.INVALID_PARAMETER_VALUE,
                "ignoring specified roles other than PUBLIC",
                null,
                "All roles are members of the PUBLIC role.",
                0));
      }
      return List.of(PolicyObject.EVERYONE);
    }
    return specs.stream().map(spec -> host.role(spec).oid()).toList();
  }
}
