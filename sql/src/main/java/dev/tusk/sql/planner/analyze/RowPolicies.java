package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.catalog.Policy;
import dev.tusk.sql.catalog.Policy.Command;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.parser.CalciteTree;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.plan.PolicyMoment;
import dev.tusk.sql.planner.algebra.BoundDml.PolicyCheck;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.statement.ParsedExpression;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/**
 * The policies of a table in one place of a statement, as conditions over its rows ({@code
 * get_row_security_policies} of rowsecurity.c): which rows that are there are met at all, and what
 * rows that are written must be.
 */
final class RowPolicies {
  private final Analysis analysis;
  private final Table table;
  private final long role;
  private final @Nullable List<Policy> policies;

  /** Conditions by their texts: the same stays the same wherever it is asked. */
  private final Map<String, RexNode> bound = new HashMap<>();

  private final Map<List<RexNode>, RexNode> alternatives = new HashMap<>();

  RowPolicies(Analysis analysis, Table table) {
    this(analysis, table, analysis.checkAs);
  }

  /**
   * Of a table that is read or written by the rights of a role.
   *
   * @param role its OID, 0 for the current one
   */
  RowPolicies(Analysis analysis, Table table, long role) {
    this.analysis = analysis;
    this.table = table;
    this.role = role;
    this.policies =
        analysis.asWritten || !table.kind().writable()
            ? null
            : analysis.catalog.policies(table, role);
  }

  /** Whether none is to be asked. */
  boolean isEmpty() {
    return policies == null;
  }

  /** Whether one of the expressions reads a row whose fields come first. */
  static boolean reads(List<RexNode> expressions, int fields) {
    return expressions.stream()
        .anyMatch(e -> Rex.any(e, n -> n instanceof RexInputRef f && f.getIndex() < fields));
  }

  /** A scan of the table that meets only the rows that may be met for each of the commands. */
  Rels.Scan secured(Rels.Scan scan, Command... commands) {
    if (policies == null) {
      return scan;
    }
    List<RexNode> conditions = new ArrayList<>();
    for (Command command : commands) {
      for (RexNode condition : conditions(command)) {
        if (!conditions.contains(condition)) {
          conditions.add(condition);
        }
      }
    }
    return scan.secured(conditions);
  }

  /** The same rows, of which those of the table, which come first, are met only where they may. */
  RelNode secured(RelNode rows, List<Command> commands) {
    if (policies == null) {
      return rows;
    }
    if (rows instanceof Rels.Scan scan) {
      return secured(scan, commands.toArray(Command[]::new));
    }
    if (rows.getInputs().isEmpty()) {
      return rows;
    }
    List<RelNode> inputs = new ArrayList<>(rows.getInputs());
    inputs.set(0, secured(inputs.getFirst(), commands));
    return rows.copy(rows.getTraitSet(), inputs);
  }

  /** What a row that is there must be: {@code add_security_quals}. */
  private List<RexNode> conditions(Command command) {
    List<String> allowed = new ArrayList<>();
    List<RexNode> conditions = new ArrayList<>();
    for (Policy policy : of(command, true)) {
      if (policy.using() != null) {
        allowed.add(policy.using());
      }
    }
    if (allowed.isEmpty()) {
      return List.of(analysis.truth(false));
    }
    for (Policy policy : of(command, false)) {
      if (policy.using() != null) {
        conditions.add(bind(policy.using()));
      }
    }
    conditions.add(any(allowed));
    return conditions;
  }

  /** What a row must be that is written, or about to be: {@code add_with_check_options}. */
  void addChecks(List<PolicyCheck> checks, PolicyMoment when, Command command, boolean asItIs) {
    if (policies == null) {
      return;
    }
    List<String> allowed = new ArrayList<>();
    for (Policy policy : of(command, true)) {
      String text = asItIs ? policy.using() : policy.written();
      if (text != null) {
        allowed.add(text);
      }
    }
    if (allowed.isEmpty()) {
      add(checks, new PolicyCheck(when, table.name(), null, analysis.truth(false)));
      return;
    }
    add(checks, new PolicyCheck(when, table.name(), null, any(allowed)));
    for (Policy policy : of(command, false)) {
      String text = asItIs ? policy.using() : policy.written();
      if (text != null) {
        add(checks, new PolicyCheck(when, table.name(), policy.name(), bind(text)));
      }
    }
  }

  private static void add(List<PolicyCheck> checks, PolicyCheck check) {
    if (!checks.contains(check)) {
      checks.add(check);
    }
  }

  /** Those for a command: what allows from the last name to the first, what forbids by name. */
  private List<Policy> of(Command command, boolean permissive) {
    List<Policy> found = new ArrayList<>();
    if (policies != null) {
      for (Policy policy : policies) {
        if (policy.permissive() == permissive && policy.command().covers(command)) {
          found.add(policy);
        }
      }
    }
    Comparator<Policy> byName = Comparator.comparing(Policy::name);
    found.sort(permissive ? byName.reversed() : byName);
    return found;
  }

  private RexNode any(List<String> texts) {
    List<RexNode> conditions = texts.stream().map(this::bind).toList();
    return alternatives.computeIfAbsent(
        conditions,
        all ->
            all.size() == 1
                ? all.getFirst()
                : RexUtil.composeDisjunction(analysis.cluster.getRexBuilder(), all));
  }

  private RexNode bind(String text) {
    RexNode known = bound.get(text);
    if (known == null) {
      ParsedExpression condition = SqlParser.parseExpression(text);
      known = analysis.policyCondition(table, condition, readsOthers(condition), role);
      bound.put(text, known);
    }
    return known;
  }

  private static boolean readsOthers(ParsedExpression condition) {
    boolean[] found = {false};
    ((CalciteTree) condition.tree())
        .node()
        .accept(
            new SqlBasicVisitor<@Nullable Void>() {
              @Override
              public @Nullable Void visit(SqlCall call) {
                if (SubqueryAnalyzer.isQuery(call)) {
                  found[0] = true;
                  return null;
                }
                for (SqlNode operand : call.getOperandList()) {
                  if (operand != null) {
                    operand.accept(this);
                  }
                }
                return null;
              }
            });
    return found[0];
  }
}
