package dev.tusk.executor.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The policies of all tables in one state of the catalog. */
final class TablePolicies {
  private final Map<Long, List<PolicyObject>> policies = new HashMap<>();
  private final Map<Long, RowSecurityObject> security = new HashMap<>();

  void add(PolicyObject policy) {
    List<PolicyObject> all = policies.computeIfAbsent(policy.tableOid(), _ -> new ArrayList<>());
    all.add(policy);
    all.sort(Comparator.comparing(PolicyObject::name));
  }

  void add(RowSecurityObject word) {
    security.put(word.tableOid(), word);
  }

  /** Of one table, by name. */
  List<PolicyObject> of(long table) {
    return policies.getOrDefault(table, List.of());
  }

  boolean anyEnabled() {
    return security.values().stream().anyMatch(RowSecurityObject::enabled);
  }

  @Nullable RowSecurityObject security(long table) {
    return security.get(table);
  }
}
