package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.CommentObject;
import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.StatisticsObject;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.statement.CreateIndex;
import dev.tusk.sql.statement.CreateTable;
import dev.tusk.sql.statement.CreateTable.Part;
import dev.tusk.sql.statement.Option;
import dev.tusk.sql.statement.SequenceOptions;
import dev.tusk.sql.statement.TableConstraint;
import dev.tusk.storage.SequenceSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What LIKE copies into a new table ({@code transformTableLikeClause}, {@code
 * expandTableLikeClause}).
 */
final class TableCopy {
  private final CommandHost host;
  private final TableDraft draft;
  private final Set<Part> parts;
  private final Table source;

  /** Numbers of the new columns by those of the source's. */
  private final Map<Integer, Integer> numbers = new HashMap<>();

  private record Commented(long from, long to) {}

  /** The new ones beside those that they are copies of: checks, then indexes. */
  private final List<Commented> constraints = new ArrayList<>();

  private final List<Commented> indexes = new ArrayList<>();
  private final List<Commented> statistics = new ArrayList<>();

  TableCopy(CommandHost host, TableDraft draft, CreateTable.Like like) {
    this.host = host;
    this.draft = draft;
    this.parts = like.parts();
    this.source = source(like);
  }

  private Table source(CreateTable.Like like) {
    QualifiedName name = like.source();
    Index index = host.catalog().table(name).isPresent() ? null : host.catalog().index(name);
    if (index != null) {
      throw invalid(name, "indexes").at(like.position());
    }
    Table table =
        host.catalog().table(name).orElseThrow(() -> Names.noRelation(name).at(like.position()));
    if (table.kind() == Table.Kind.SEQUENCE) {
      throw invalid(name, "sequences").at(like.position());
    }
    UseRights.like(host, table);
    return table;
  }

  private static SqlException invalid(QualifiedName name, String kinds) {
    return SqlException.of(
            SqlState.WRONG_OBJECT_TYPE,
            "relation \"" + name.name() + "\" is invalid in LIKE clause")
        .withDetail("This operation is not supported for " + kinds + ".");
  }

  void columns(ColumnBuilder builder) {
    TableObject object = host.changes().state().table(source.oid());
    for (Column column : source.liveColumns()) {
      int number = builder.placeOf(column.name());
      String text = column.defaultText();
      Column made;
      if (column.hasIdentity() && parts.contains(Part.IDENTITY)) {
        String value =
            builder.sequence(column.name(), number, column.type(), sequence(column), true);
        made = builder.copy(column, value, column.identity());
      } else if (column.generated() && parts.contains(Part.GENERATED)) {
        made = builder.copy(column, text, Column.Identity.STORED);
      } else {
        boolean plain = column.identity() == Column.Identity.NONE;
        boolean given = plain && parts.contains(Part.DEFAULTS);
        made = builder.copy(column, given ? text : null, Column.Identity.NONE);
      }
      numbers.put(column.number(), made.number());
      if (made.defaultText() != null
          && !made.hasIdentity()
          && !made.generated()
          && object != null) {
        draft.refer(
            ObjectAddress.defaultOf(draft.oid, made.number()),
            object
                .references()
                .getOrDefault(ObjectAddress.defaultOf(source.oid(), column.number()), List.of()));
      }
    }
  }

  /** What makes a sequence such as the column's. */
  private SequenceOptions sequence(Column column) {
    for (SequenceObject s : host.changes().state().sequences(draft.databaseOid)) {
      if (s.identity() && s.ownerTable() == source.oid() && s.ownerColumn() == column.number()) {
        SequenceSpec spec = s.spec();
        return new SequenceOptions(
            null,
            spec.increment(),
            spec.minimum(),
            false,
            spec.maximum(),
            false,
            spec.start(),
            false,
            null,
            s.cache(),
            spec.cycle(),
            null,
            false,
            null);
      }
    }
    return SequenceRules.NONE;
  }

  /** Generated columns' references, checks, and the constraints that indexes hold. */
  void constraints(ConstraintBuilder builder) {
    for (Column column : source.liveColumns()) {
      Integer number = numbers.get(column.number());
      String text = column.defaultText();
      if (column.generated() && parts.contains(Part.GENERATED) && text != null && number != null) {
        draft.referTo(
            ObjectAddress.defaultOf(draft.oid, number),
            List.of(
                host.expressions()
                    .generated(
                        draft.table(),
                        column.name(),
                        column.type(),
                        column.typmod(),
                        SqlParser.parseExpression(text))));
      }
    }
    for (Constraint constraint : source.constraints()) {
      TableConstraint copy = copy(constraint);
      if (copy != null) {
        constraints.add(new Commented(constraint.oid(), builder.add(copy).oid()));
        if (constraint.heldBy() != 0) {
          indexes.add(new Commented(constraint.heldBy(), draft.indexes.getLast().oid()));
        }
      }
    }
  }

  private @Nullable TableConstraint copy(Constraint constraint) {
    return switch (constraint) {
      case Constraint.Check c when parts.contains(Part.CONSTRAINTS) ->
          new TableConstraint.Check(
              c.name(), SqlParser.parseExpression(c.expressionText()), c.noInherit(), false, 0);
      case Constraint.Unique c when parts.contains(Part.INDEXES) ->
          new TableConstraint.Unique(
              null,
              c.primary(),
              false,
              names(c.columns()),
              included(c),
              List.of(),
              null,
              null,
              c.timing(),
              0);
      case Constraint.Exclusion c when parts.contains(Part.INDEXES) -> copy(c);
      case Constraint.Check _,
          Constraint.Unique _,
          Constraint.Exclusion _,
          Constraint.ForeignKey _ ->
          null;
    };
  }

  private @Nullable TableConstraint copy(Constraint.Exclusion exclusion) {
    for (Index index : source.indexes()) {
      if (index.oid() == exclusion.indexOid()) {
        CreateIndex made = copy(index);
        return new TableConstraint.Exclusion(
            null,
            made.method(),
            made.keys(),
            exclusion.operators().stream().map(o -> new QualifiedName(null, o)).toList(),
            made.include(),
            made.options(),
            null,
            made.where(),
            exclusion.timing(),
            0);
      }
    }
    return null;
  }

  /** Indexes that hold no constraint, and comments, once the table is there. */
  void finish() {
    TableObject from = host.changes().state().table(source.oid());
    if (parts.contains(Part.STORAGE) && from != null) {
      new ColumnStorages(host).requireSame(from, draft.object());
      new ColumnStorages(host).copy(from, draft.object());
    }
    if (parts.contains(Part.INDEXES)) {
      for (Index index : source.indexes()) {
        boolean held = source.constraints().stream().anyMatch(c -> c.heldBy() == index.oid());
        if (!held) {
          new CreateIndexCommand(host, copy(index)).run();
          TableObject now = host.changes().state().table(draft.oid);
          if (now != null) {
            indexes.add(new Commented(index.oid(), now.table().indexes().getLast().oid()));
          }
        }
      }
    }
    TableObject made = host.changes().state().table(draft.oid);
    if (parts.contains(Part.STATISTICS) && made != null) {
      StatisticsCommands copies = new StatisticsCommands(host, new DefinedCommands(host));
      for (StatisticsObject one :
          host.changes().state().defined().of(StatisticsObject.class, draft.databaseOid)) {
        if (one.tableOid() == source.oid()) {
          statistics.add(new Commented(one.oid(), copies.copy(one, source, made)));
        }
      }
    }
    if (parts.contains(Part.COMMENTS)) {
      comments();
    }
  }

  private List<String> names(List<Integer> columns) {
    return columns.stream().map(number -> source.column(number).name()).toList();
  }

  /** Columns that a constraint's index has beside its keys. */
  private List<String> included(Constraint.Unique unique) {
    return source.indexes().stream()
        .filter(index -> index.oid() == unique.indexOid())
        .flatMap(index -> names(index.included()).stream())
        .toList();
  }

  private CreateIndex copy(Index index) {
    List<CreateIndex.Key> keys = new ArrayList<>();
    for (Index.Key key : index.keys()) {
      String text = key.expressionText();
      keys.add(
          new CreateIndex.Key(
              text == null ? source.column(key.column()).name() : null,
              text == null ? null : SqlParser.parseExpression(text),
              null,
              new QualifiedName(null, key.operatorClass()),
              List.of(),
              index.ordered(),
              key.descending(),
              index.ordered() ? (Boolean) key.nullsFirst() : null));
    }
    String predicate = index.predicateText();
    return new CreateIndex(
        index.unique(),
        false,
        false,
        null,
        new QualifiedName(draft.schema, draft.name),
        false,
        index.method(),
        keys,
        names(index.included()),
        false,
        index.options().entrySet().stream()
            .map(option -> new Option(option.getKey(), option.getValue()))
            .toList(),
        null,
        predicate == null ? null : SqlParser.parseExpression(predicate));
  }

  private void comments() {
    for (CommentObject comment : host.changes().state().comments(draft.databaseOid)) {
      Integer number = numbers.get(comment.column());
      if (comment.classOid() == ObjectAddress.PG_CLASS
          && comment.objectOid() == source.oid()
          && number != null) {
        put(comment, draft.oid, number);
      }
      copied(comment, ObjectAddress.PG_CONSTRAINT, constraints);
      copied(comment, ObjectAddress.PG_CLASS, indexes);
      copied(comment, ObjectAddress.PG_STATISTIC_EXT, statistics);
    }
  }

  private void copied(CommentObject comment, long classOid, List<Commented> copies) {
    for (Commented copy : copies) {
      if (comment.classOid() == classOid && comment.objectOid() == copy.from()) {
        put(comment, copy.to(), 0);
      }
    }
  }

  private void put(CommentObject comment, long object, int column) {
    host.changes()
        .put(
            new CommentObject(
                host.changes().newOid(),
                comment.databaseOid(),
                comment.classOid(),
                object,
                column,
                comment.text()));
  }
}
