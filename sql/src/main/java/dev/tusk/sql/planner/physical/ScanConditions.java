package dev.tusk.sql.planner.physical;

import dev.tusk.sql.planner.algebra.Leakproof;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.analyze.Analysis;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexNode;

/**
 * All conditions on the rows of one scan: those of the table's policies, then what is asked. Each
 * has a level, and what might tell of a row is only asked of rows that passed all lower levels
 * ({@code security_level} in PostgreSQL's planner).
 */
final class ScanConditions {
  /** A condition that tells nothing may come before policies unless it costs as much as this. */
  private static final double CHEAP = 10;

  private final Analysis analysis;
  private final List<RexNode> all = new ArrayList<>();
  private final Map<RexNode, Integer> levels = new IdentityHashMap<>();
  private final boolean secured;

  ScanConditions(Analysis analysis, Rels.Scan scan, List<RexNode> asked) {
    this.analysis = analysis;
    this.secured = !scan.security.isEmpty();
    int level = 0;
    for (RexNode policy : scan.security) {
      for (RexNode conjunct : Rex.conjuncts(policy)) {
        add(conjunct, level);
      }
      level++;
    }
    for (RexNode conjunct : asked) {
      add(conjunct, level);
    }
  }

  private void add(RexNode conjunct, int level) {
    if (!conjunct.isAlwaysTrue()) {
      all.add(conjunct);
      levels.putIfAbsent(conjunct, level);
    }
  }

  /** All of them, in no order that means anything. */
  List<RexNode> all() {
    return all;
  }

  /** Whether policies are among them. */
  boolean secured() {
    return secured;
  }

  /** Those by which an index may find rows, before any other is asked of them. */
  List<RexNode> searchable() {
    return secured ? all.stream().filter(c -> level(c) == 0 || leakproof(c)).toList() : all;
  }

  /** Of which level a condition is where they are put in order. */
  int order(RexNode conjunct) {
    int level = level(conjunct);
    return level > 0 && ConditionOrder.cost(conjunct) < CHEAP && leakproof(conjunct) ? 0 : level;
  }

  private int level(RexNode conjunct) {
    return levels.getOrDefault(conjunct, Integer.MAX_VALUE);
  }

  private boolean leakproof(RexNode conjunct) {
    return Leakproof.is(conjunct, analysis.functions);
  }
}
