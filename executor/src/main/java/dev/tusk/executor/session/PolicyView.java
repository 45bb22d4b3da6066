package dev.tusk.executor.session;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.PolicyObject;
import dev.tusk.executor.catalog.RowSecurityObject;
import dev.tusk.executor.catalogview.PolicyRow;
import dev.tusk.executor.catalogview.RowSecurityRow;
import dev.tusk.sql.catalog.Policy;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.planner.deparse.PrintStyle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Policies as the system's relations list them: conditions by the names that the session uses. */
record PolicyView(Session session, CatalogState state) {
  List<PolicyRow> rows() {
    List<PolicyRow> rows = new ArrayList<>();
    for (PolicyObject object : state.of(PolicyObject.class, session.databaseOid())) {
      TableObject table = state.table(object.tableOid());
      if (table != null) {
        Policy policy = object.policy();
        rows.add(
            new PolicyRow(
                object.oid(),
                table.table(),
                new Policy(
                    policy.name(),
                    policy.permissive(),
                    policy.command(),
                    shown(table.table(), policy.using()),
                    shown(table.table(), policy.check())),
                object.roles()));
      }
    }
    return rows;
  }

  RowSecurityRow security(long table) {
    RowSecurityObject word = state.rowSecurity(table);
    return word == null ? RowSecurityRow.NONE : new RowSecurityRow(word.enabled(), word.forced());
  }

  private @Nullable String shown(Table table, @Nullable String condition) {
    return condition == null
        ? null
        : session
            .host()
            .expressions()
            .storedPolicy(table, condition)
            .shown(session.settings().format(), new PrintStyle(false, true, 0, false));
  }
}
