package dev.tusk.sql.explain;

import dev.tusk.sql.explain.PlanTree.Described;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.GroupingChains;
import dev.tusk.sql.plan.PhysicalPlan;
import java.util.ArrayList;
import java.util.List;

/** Nodes of GROUP BY and its grouping sets, named as PostgreSQL names them. */
final class GroupNodes {
  private final ExpressionText text;

  GroupNodes(ExpressionText text) {
    this.text = text;
  }

  Described aggregate(PhysicalPlan.Aggregate aggregate, Described input) {
    List<String> keys = new ArrayList<>();
    List<Boolean> computed = new ArrayList<>();
    for (Expression key : aggregate.keys()) {
      keys.add(text.of(key, input.above()));
      computed.add(!(key instanceof Expression.Input));
    }
    List<GroupingChains.Chain> chains = GroupingChains.of(aggregate.groupingSets());
    ExplainNode node = node(aggregate, keys.isEmpty());
    ExplainNode below = input.node();
    if (aggregate.sorted()) {
      List<Integer> order = chains.getFirst().keys();
      below =
          new ExplainNode("Sort", "", aggregate.input().estimate(), null)
              .list("Sort Key", named(order, keys))
              .outer(below);
      sortedKeys(node, aggregate, chains, keys);
    } else if (aggregate.groupingSets().size() > 1) {
      hashedKeys(node, aggregate, chains, keys);
    } else if (!keys.isEmpty()) {
      node.list("Group Key", keys);
    }
    List<String> fields = new ArrayList<>(keys);
    if (aggregate.groupingSets().size() > 1) {
      fields.add("GROUPING()");
      computed.add(true);
    }
    for (Expression.AggregateCall call : aggregate.calls()) {
      fields.add(text.aggregate(call, input.above()));
      computed.add(true);
    }
    return new Described(node.outer(below), fields, computed);
  }

  private static ExplainNode node(PhysicalPlan.Aggregate aggregate, boolean plain) {
    List<List<Integer>> sets = aggregate.groupingSets();
    boolean mixed = sets.size() > 1 && sets.stream().anyMatch(List::isEmpty);
    String strategy = plain ? "Plain" : aggregate.sorted() ? "Sorted" : mixed ? "Mixed" : "Hashed";
    String type =
        switch (strategy) {
          case "Plain" -> "Aggregate";
          case "Sorted" -> "GroupAggregate";
          case "Mixed" -> "MixedAggregate";
          default -> "HashAggregate";
        };
    return new ExplainNode(type, "", aggregate.estimate(), aggregate).fact("Strategy", strategy);
  }

  private static List<String> named(List<Integer> numbers, List<String> keys) {
    return numbers.isEmpty() ? List.of("()") : numbers.stream().map(keys::get).toList();
  }

  private static void sortedKeys(
      ExplainNode node,
      PhysicalPlan.Aggregate aggregate,
      List<GroupingChains.Chain> chains,
      List<String> keys) {
    for (int i = 0; i < chains.size(); i++) {
      if (i > 0) {
        node.list("Sort Key", named(chains.get(i).keys(), keys));
      }
      String indent = i > 0 ? "  " : "";
      for (int set : chains.get(i).sets()) {
        int size = aggregate.groupingSets().get(set).size();
        node.list(indent + "Group Key", named(chains.get(i).keys().subList(0, size), keys));
      }
    }
  }

  private static void hashedKeys(
      ExplainNode node,
      PhysicalPlan.Aggregate aggregate,
      List<GroupingChains.Chain> chains,
      List<String> keys) {
    int plain = 0;
    for (GroupingChains.Chain chain : chains) {
      for (int set : chain.sets()) {
        List<Integer> members = aggregate.groupingSets().get(set);
        plain += members.isEmpty() ? 1 : 0;
        if (!members.isEmpty()) {
          node.list("Hash Key", named(chain.keys().subList(0, members.size()), keys));
        }
      }
    }
    for (int i = 0; i < plain; i++) {
      node.list("Group Key", List.of("()"));
    }
  }
}
