package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.DependencyGraph.Link;
import dev.tusk.executor.catalog.PolicyObject;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Policy;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of policies that name an object, read while it has its old name and written with
 * its new one.
 */
final class PolicyTexts {
  private final CommandHost host;
  private final Map<Long, Conditions> read = new HashMap<>();

  private record Conditions(
      CatalogExpressions.@Nullable KeptCondition using,
      CatalogExpressions.@Nullable KeptCondition check) {}

  PolicyTexts(CommandHost host) {
    this.host = host;
  }

  /** Reads those that name an object. */
  void read(ObjectAddress object) {
    CatalogState state = host.changes().state();
    for (Link link : state.dependencies(host.catalog().databaseOid()).dependents(object)) {
      if (state.object(link.dependent().objectOid()) instanceof PolicyObject policy
          && policy.address().equals(link.dependent())) {
        read.computeIfAbsent(policy.oid(), _ -> conditions(policy));
      }
    }
  }

  private Conditions conditions(PolicyObject policy) {
    return new Conditions(
        kept(policy, policy.policy().using()), kept(policy, policy.policy().check()));
  }

  private CatalogExpressions.@Nullable KeptCondition kept(
      PolicyObject policy, @Nullable String text) {
    TableObject table = host.changes().state().table(policy.tableOid());
    return text == null || table == null
        ? null
        : host.expressions().storedPolicy(table.table(), text);
  }

  /** Writes them by the names of now. */
  void write() {
    read.forEach((oid, conditions) -> {
      if (host.changes().state().object(oid) instanceof PolicyObject object) {
        Policy policy = object.policy();
        host.changes()
            .put(
                object.with(
                    new Policy(
                        policy.name(),
                        policy.permissive(),
                        policy.command(),
                        text(conditions.using()),
                        text(conditions.check())),
                    object.references()));
      }
    });
  }

  private static @Nullable String text(CatalogExpressions.@Nullable KeptCondition condition) {
    return condition == null ? null : condition.text();
  }
}
