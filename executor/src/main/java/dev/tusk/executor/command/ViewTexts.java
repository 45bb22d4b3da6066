package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.FunctionObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.DependencyGraph;
import dev.tusk.executor.catalog.DependencyGraph.Link;
import dev.tusk.executor.catalog.RuleObject;
import dev.tusk.executor.catalog.ViewObject;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.catalog.TypeNumbers;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The queries of views, rules, bodies and the conditions of policies that name an object, read
 * while it has its old name and written with its new one.
 */
final class ViewTexts {
  private final CommandHost host;
  private final Map<Long, CatalogExpressions.KeptQuery> queries = new HashMap<>();
  private final PolicyTexts policies;
  private final FilterTexts filters;
  private final Map<Long, CatalogExpressions.KeptRule> rules = new HashMap<>();
  private final RoutineTexts routines;

  ViewTexts(CommandHost host) {
    this.host = host;
    this.policies = new PolicyTexts(host);
    this.filters = new FilterTexts(host);
    this.routines = new RoutineTexts(host);
  }

  /** Reads those that name an object. */
  void read(ObjectAddress object) {
    policies.read(object);
    filters.read(object);
    CatalogState state = host.changes().state();
    long database = host.catalog().databaseOid();
    DependencyGraph graph = state.dependencies(database);
    for (Link link : graph.dependents(object)) {
      if (state.object(link.dependent().objectOid()) instanceof RuleObject rule
          && rule.address().equals(link.dependent())) {
        Table on = host.catalog().table(rule.relationOid()).orElseThrow();
        rules.computeIfAbsent(rule.oid(), _ -> host.expressions().storedRule(on, rule));
        continue;
      }
      if (state.object(link.dependent().objectOid()) instanceof FunctionObject function) {
        routines.read(function);
        continue;
      }
      ObjectAddress of = graph.partOf(link.dependent());
      if (of != null
          && link.dependent().classOid() == ObjectAddress.PG_REWRITE
          && !queries.containsKey(of.objectOid())) {
        String text = text(state.object(of.objectOid()));
        if (text != null) {
          queries.put(of.objectOid(), host.expressions().storedQuery(text));
        }
      }
    }
  }

  /**
   * Reads those that name a table or its columns: a new column may have a name that leaves another
   * one in doubt.
   */
  void readAll(long table) {
    read(ObjectAddress.relation(table));
    if (host.changes().state().object(table) instanceof CatalogObject.TableObject object) {
      object.table().liveColumns().forEach(c -> read(ObjectAddress.column(table, c.number())));
      readCallers(ObjectAddress.type(TypeNumbers.rowType(table)));
    }
  }

  /** Reads those that call a function which gives rows of a table: its columns are theirs. */
  private void readCallers(ObjectAddress rowType) {
    DependencyGraph graph = host.changes().state().dependencies(host.catalog().databaseOid());
    for (Link link : graph.dependents(rowType)) {
      if (link.dependent().classOid() == ObjectAddress.PG_PROC) {
        read(link.dependent());
      }
    }
  }

  /** Writes them by the names of now. */
  void write() {
    policies.write();
    filters.write();
    rules.forEach((oid, kept) -> {
      if (host.changes().state().object(oid) instanceof RuleObject rule) {
        host.changes().put(rule.withTexts(kept.condition(), kept.actions()));
      }
    });
    routines.write();
    queries.forEach((oid, query) -> {
      switch (host.changes().state().object(oid)) {
        case ViewObject view ->
            host.changes().put(view.with(view.columns(), query.text(view.table().columnNames())));
        case TableObject table when table.materialized() != null -> {
          TableDraft draft = new TableDraft(table);
          draft.materialized =
              table.materialized().withText(query.text(table.table().columnNames()));
          host.changes().put(draft.object());
        }
        case null, default -> {}
      }
    });
  }

  /** The query of a view or materialized view. */
  private static @Nullable String text(@Nullable CatalogObject object) {
    return switch (object) {
      case ViewObject view -> view.text();
      case TableObject table when table.materialized() != null -> table.materialized().text();
      case null, default -> null;
    };
  }
}
