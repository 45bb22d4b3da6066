package dev.tusk.executor.catalog;

import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Policy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A policy of a table.
 *
 * @param roles whom it binds, by OID; 0 is everyone
 * @param references what its conditions name
 */
public record PolicyObject(
    long oid,
    long databaseOid,
    long tableOid,
    Policy policy,
    List<Long> roles,
    List<Dependency> references)
    implements NamedWithinRelation {
  /** PUBLIC among roles ({@code ACL_ID_PUBLIC}). */
  public static final long EVERYONE = 0;

  @Override
  public String name() {
    return policy.name();
  }

  @Override
  public ObjectAddress address() {
    return ObjectAddress.of(ObjectAddress.PG_POLICY, oid);
  }

  @Override
  public List<Dependency> dependencies() {
    List<Dependency> needs = new ArrayList<>(references);
    needs.add(Dependency.auto(ObjectAddress.relation(tableOid)));
    return needs;
  }

  @Override
  public PolicyObject named(@Nullable String schema, String newName) {
    return with(
        new Policy(newName, policy.permissive(), policy.command(), policy.using(), policy.check()),
        references);
  }

  /** The same with other conditions. */
  public PolicyObject with(Policy changed, List<Dependency> newReferences) {
    return new PolicyObject(oid, databaseOid, tableOid, changed, roles, newReferences);
  }

  /** The same for others. */
  public PolicyObject forRoles(List<Long> newRoles) {
    return new PolicyObject(oid, databaseOid, tableOid, policy, newRoles, references);
  }
}
