package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;

/** Gives relations other names or schemas, and follows them in defaults. */
final class Renaming {
  private final CommandHost host;

  Renaming(CommandHost host) {
    this.host = host;
  }

  private void requireFree(long database, String schema, String name) {
    if (host.changes()
        .lockName(host.transaction(), database, schema, name)
        .relationNameTaken(database, schema, name)) {
      throw Names.relationExists(name);
    }
  }

  /** Renames or moves a table; its indexes and sequences move along. */
  void table(long oid, String schema, String name) {
    TableObject object = host.changes().state().table(oid);
    if (object == null) {
      return;
    }
    requireFree(object.databaseOid(), schema, name);
    TableDraft draft = new TableDraft(object);
    boolean moved = !draft.schema.equals(schema);
    draft.schema = schema;
    draft.name = name;
    if (moved) {
      draft.indexes.replaceAll(index -> indexIn(schema, index, index.name()));
    }
    host.changes().put(draft.object());
    if (moved) {
      for (SequenceObject sequence : host.changes().state().sequences(object.databaseOid())) {
        if (sequence.ownerTable() == oid && !sequence.schema().equals(schema)) {
          sequence(sequence, schema, sequence.name());
        }
      }
    }
  }

  private static Index indexIn(String schema, Index index, String name) {
    return new Index(
        index.oid(),
        schema,
        name,
        index.tableOid(),
        index.method(),
        index.keys(),
        index.unique(),
        index.primary(),
        index.predicateText(),
        index.options(),
        index.valid());
  }

  /** Renames an index; the constraint it holds is renamed with it. */
  void index(Index index, String name) {
    TableObject object = host.changes().state().table(index.tableOid());
    if (object == null) {
      return;
    }
    requireFree(object.databaseOid(), index.schema(), name);
    TableDraft draft = new TableDraft(object);
    draft.indexes.replaceAll(i -> i.oid() == index.oid() ? indexIn(i.schema(), i, name) : i);
    draft.constraints.replaceAll(c ->
        c instanceof dev.tusk.sql.catalog.Constraint.Unique u && u.indexOid() == index.oid()
            ? u.withName(name)
            : c);
    host.changes().put(draft.object());
  }

  /** Renames or moves a sequence; defaults that take values from it follow. */
  void sequence(SequenceObject sequence, String schema, String name) {
    requireFree(sequence.databaseOid(), schema, name);
    SequenceObject renamed =
        new SequenceObject(
            sequence.oid(),
            sequence.databaseOid(),
            schema,
            name,
            sequence.typeOid(),
            sequence.spec(),
            sequence.cache(),
            sequence.ownerTable(),
            sequence.ownerColumn(),
            sequence.identity(),
            sequence.temporary());
    host.changes().put(renamed);
    String before = ColumnBuilder.defaultText(sequence);
    String after = ColumnBuilder.defaultText(renamed);
    for (TableObject table : host.changes().state().tables(sequence.databaseOid())) {
      TableDraft draft = new TableDraft(table);
      boolean changed = false;
      for (Column c : table.table().columns()) {
        if (before.equals(c.defaultText())) {
          draft.replace(
              new Column(
                  c.number(),
                  c.name(),
                  c.type(),
                  c.typmod(),
                  c.notNull(),
                  after,
                  c.identity(),
                  c.dropped()));
          changed = true;
        }
      }
      if (changed) {
        host.changes().put(draft.object());
      }
    }
  }

  /** Renames a column, also in the checks and indexes that mention it. */
  void column(TableDraft draft, String from, String to) {
    if (!draft.hasColumn(from)) {
      throw SqlException.of(SqlState.UNDEFINED_COLUMN, "column \"" + from + "\" does not exist");
    }
    Column c = draft.column(from);
    if (draft.hasColumn(to)) {
      throw SqlException.of(
          SqlState.DUPLICATE_COLUMN,
          "column \"" + to + "\" of relation \"" + draft.name + "\" already exists");
    }
    draft.replace(
        new Column(
            c.number(),
            to,
            c.type(),
            c.typmod(),
            c.notNull(),
            c.defaultText(),
            c.identity(),
            false));
    draft.constraints.replaceAll(constraint ->
        constraint instanceof dev.tusk.sql.catalog.Constraint.Check check
            ? new dev.tusk.sql.catalog.Constraint.Check(
                check.oid(), check.name(), replace(check.expressionText(), from, to))
            : constraint);
    draft.indexes.replaceAll(index ->
        new Index(
            index.oid(),
            index.schema(),
            index.name(),
            index.tableOid(),
            index.method(),
            index.keys().stream().map(key -> renamed(key, from, to)).toList(),
            index.unique(),
            index.primary(),
            index.predicateText() == null ? null : replace(index.predicateText(), from, to),
            index.options(),
            index.valid()));
  }

  private static Index.Key renamed(Index.Key key, String from, String to) {
    String text = key.expressionText();
    return text == null
        ? key
        : new Index.Key(
            key.column(),
            replace(text, from, to),
            key.type(),
            key.operatorClass(),
            key.descending(),
            key.nullsFirst());
  }

  /** Replaces a name in an expression where it stands as a word outside of quotes. */
  static String replace(String expression, String from, String to) {
    String quoted = java.util.regex.Matcher.quoteReplacement(Names.quoted(to));
    String word =
        "(?<![A-Za-z0-9_$\"'.])"
            + java.util.regex.Pattern.quote(from)
            + "(?![A-Za-z0-9_$\"'(])(?=(?:[^']*'[^']*')*[^']*$)";
    return expression.replace('"' + from + '"', Names.quoted(to)).replaceAll(word, quoted);
  }
}
