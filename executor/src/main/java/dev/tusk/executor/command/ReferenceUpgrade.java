package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what the stored expressions of tables name, which a version before format 4 of the data
 * directory did not keep.
 */
public final class ReferenceUpgrade {
  /** The format of data directories from which on tables know what their expressions name. */
  public static final int REFERENCES_KEPT = 4;

  private static final Logger LOG = LoggerFactory.getLogger(ReferenceUpgrade.class);

  private final CommandHost host;
  private final Table table;
  private final TableDraft draft;

  private ReferenceUpgrade(CommandHost host, TableObject object) {
    this.host = host;
    this.table = object.table();
    this.draft = new TableDraft(object);
  }

  /** Finds it for the tables of the session's database, in its transaction. */
  public static void run(CommandHost host) {
    for (TableObject object : host.changes().state().tables(host.catalog().databaseOid())) {
      ReferenceUpgrade upgrade = new ReferenceUpgrade(host, object);
      upgrade.find();
      host.changes().put(upgrade.draft.object());
    }
  }

  private void find() {
    for (Column column : table.columns()) {
      if (!column.dropped()) {
        refer(ObjectAddress.defaultOf(table.oid(), column.number()), null, column.defaultText());
      }
    }
    for (Constraint constraint : table.constraints()) {
      if (constraint instanceof Constraint.Check check) {
        refer(
            ObjectAddress.of(ObjectAddress.PG_CONSTRAINT, check.oid()),
            table,
            check.expressionText());
      }
    }
    for (Index index : table.indexes()) {
      List<@Nullable String> texts = new ArrayList<>();
      index.keys().forEach(key -> texts.add(key.expressionText()));
      texts.add(index.predicateText());
      refer(ObjectAddress.relation(index.oid()), table, texts.toArray(new @Nullable String[0]));
    }
  }

  /** An expression that cannot be read any more has no references, and fails where it is used. */
  private void refer(ObjectAddress part, @Nullable Table over, @Nullable String... texts) {
    List<CatalogExpressions.Checked> expressions = new ArrayList<>();
    for (String text : texts) {
      if (text != null) {
        try {
          expressions.add(host.expressions().kept(over, text).checked());
        } catch (SqlException e) {
          LOG.warn("table {}: {} in {}", table.name(), e.getMessage(), text);
        }
      }
    }
    draft.referTo(part, expressions);
  }
}
