package dev.tusk.sql.explain;

import dev.tusk.sql.explain.Measurements.Measured;
import dev.tusk.sql.plan.Estimate;
import dev.tusk.sql.plan.PhysicalPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node as EXPLAIN shows it; built once, then written as text or as a document. */
final class ExplainNode {
  /** {@code Seq Scan}; JSON's Node Type. */
  final String type;

  /** What follows in text, e.g. {@code " using i on t"}. */
  final String suffix;

  final Estimate estimate;

  /** Where the figures come from; null for a node that only the text has. */
  final @Nullable PhysicalPlan plan;

  /** What lets rows of the node pass that are shown as its own condition; null for nothing. */
  PhysicalPlan.@Nullable Filter sieve;

  /** Whose account of its work is told here; null for none. */
  @Nullable PhysicalPlan worker;

  /** Facts that only documents spell out: Relation Name, Alias, Join Type, …. */
  final List<Property> facts = new ArrayList<>();

  /** What VERBOSE says of the rows that the node gives; empty without. */
  List<String> output = List.of();

  /** The tables that a modification of several changes, as text has them. */
  List<String> targets = List.of();

  final List<Property> properties = new ArrayList<>();
  final List<Child> children = new ArrayList<>();

  /** A labelled line; several values are a list. */
  record Property(String label, List<String> values, boolean list) {
    static Property of(String label, String value) {
      return new Property(label, List.of(value), false);
    }

    static Property list(String label, List<String> values) {
      return new Property(label, values, true);
    }
  }

  /**
   * A node below.
   *
   * @param relationship Outer, Inner, Member, InitPlan, SubPlan
   * @param name {@code CTE x}, {@code SubPlan 1}; null for ordinary inputs
   */
  record Child(String relationship, @Nullable String name, ExplainNode node) {}

  ExplainNode(String type, String suffix, Estimate estimate, @Nullable PhysicalPlan plan) {
    this.type = type;
    this.suffix = suffix;
    this.estimate = estimate;
    this.plan = plan;
    this.worker = plan;
  }

  /** Tells of another plan's work than its own: a Hash node's is that of the join. */
  ExplainNode worker(@Nullable PhysicalPlan other) {
    worker = other;
    return this;
  }

  /** What is measured of the node, with the rows that its condition lets pass. */
  @Nullable Measured measured(@Nullable Measurements measurements) {
    if (measurements == null || plan == null) {
      return null;
    }
    Measured own = measurements.of(plan);
    Measured passed = sieve == null || own == null ? null : measurements.of(sieve);
    return passed == null || own == null
        ? own
        : new Measured(
            passed.startupMillis(),
            passed.totalMillis(),
            passed.rows(),
            passed.loops(),
            own.rows() - passed.rows(),
            own.rowsRechecked(),
            own.facts());
  }

  ExplainNode property(String label, String value) {
    properties.add(Property.of(label, value));
    return this;
  }

  ExplainNode list(String label, List<String> values) {
    properties.add(Property.list(label, values));
    return this;
  }

  ExplainNode fact(String label, String value) {
    facts.add(Property.of(label, value));
    return this;
  }

  ExplainNode outer(ExplainNode node) {
    children.add(new Child("Outer", null, node));
    return this;
  }

  ExplainNode inner(ExplainNode node) {
    children.add(new Child("Inner", null, node));
    return this;
  }
}
