package dev.tusk.executor.catalog;

import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Rule;
import dev.tusk.sql.catalog.RuleEvent;
import dev.tusk.sql.statement.AlterAction.Firing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a relation; that by which a view is one is none of these.
 *
 * @param condition SQL over {@code old} and {@code new} in the printer's stored form; null for none
 * @param actions the same; empty for NOTHING
 * @param readsRows whether these name {@code old} or {@code new}
 * @param firing by which session_replication_role it is on
 * @param references what it names
 */
public record RuleObject(
    long oid,
    long databaseOid,
    long relationOid,
    String name,
    RuleEvent event,
    boolean instead,
    @Nullable String condition,
    List<String> actions,
    boolean readsRows,
    Firing firing,
    List<Dependency> references)
    implements NamedWithinRelation {
  @Override
  public ObjectAddress address() {
    return ObjectAddress.of(ObjectAddress.PG_REWRITE, oid);
  }

  @Override
  public List<Dependency> dependencies() {
    List<Dependency> needs = new ArrayList<>(references);
    needs.add(Dependency.auto(ObjectAddress.relation(relationOid)));
    return needs;
  }

  @Override
  public RuleObject named(@Nullable String schema, String newName) {
    return new RuleObject(
        oid,
        databaseOid,
        relationOid,
        newName,
        event,
        instead,
        condition,
        actions,
        readsRows,
        firing,
        references);
  }

  /** The same, on otherwise. */
  public RuleObject withFiring(Firing newFiring) {
    return new RuleObject(
        oid,
        databaseOid,
        relationOid,
        name,
        event,
        instead,
        condition,
        actions,
        readsRows,
        newFiring,
        references);
  }

  /** The same in the words of now. */
  public RuleObject withTexts(@Nullable String newCondition, List<String> newActions) {
    return new RuleObject(
        oid,
        databaseOid,
        relationOid,
        name,
        event,
        instead,
        newCondition,
        newActions,
        readsRows,
        firing,
        references);
  }

  /** As the planner sees it. */
  Rule rule(long owner) {
    return new Rule(name, event, instead, condition, actions, readsRows, owner);
  }
}
