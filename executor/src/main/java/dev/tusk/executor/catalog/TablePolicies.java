package dev.tusk.executor.catalog;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** The policies of all tables. Whoever made a copy changes it, until a state has it. */
final class TablePolicies {
  private Groups<Long, PolicyObject> policies =
      Groups.by(Comparator.comparing(PolicyObject::name).thenComparing(PolicyObject::oid));
  private PMap<Long, RowSecurityObject> security = HashTreePMap.empty();
  private int enabled;

  TablePolicies copy() {
    TablePolicies copy = new TablePolicies();
    copy.policies = policies;
    copy.security = security;
    copy.enabled = enabled;
    return copy;
  }

  void add(PolicyObject policy) {
    policies = policies.plus(policy.tableOid(), policy);
  }

  void remove(PolicyObject policy) {
    policies = policies.minus(policy.tableOid(), p -> p.oid() == policy.oid());
  }

  void add(RowSecurityObject word) {
    RowSecurityObject before = security.get(word.tableOid());
    if (before != null) {
      remove(before);
    }
    security = security.plus(word.tableOid(), word);
    enabled += word.enabled() ? 1 : 0;
  }

  void remove(RowSecurityObject word) {
    if (security.get(word.tableOid()) == word) {
      security = security.minus(word.tableOid());
      enabled -= word.enabled() ? 1 : 0;
    }
  }

  /** Of one table, by name. */
  List<PolicyObject> of(long table) {
    return policies.of(table);
  }

  boolean anyEnabled() {
    return enabled > 0;
  }

  @Nullable RowSecurityObject security(long table) {
    return security.get(table);
  }
}
