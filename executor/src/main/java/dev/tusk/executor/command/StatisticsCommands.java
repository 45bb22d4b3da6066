package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.StatisticsObject;
import dev.tusk.executor.command.CatalogExpressions.Checked;
import dev.tusk.executor.rights.OwnerRights;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.Identifier;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.statement.DefinedKind;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.sql.statement.StatisticsCommand;
import dev.tusk.sql.statement.StatisticsCommand.Element;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CREATE and ALTER STATISTICS (commands/statscmds.c). */
final class StatisticsCommands {
  private static final int MOST_COLUMNS = 8;
  private static final int HIGHEST_TARGET = 10_000;

  /** The kinds that can be asked for, in the order in which they are kept. */
  private static final Map<String, Character> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put("ndistinct", StatisticsObject.DISTINCT);
    KINDS.put("dependencies", StatisticsObject.DEPENDENCIES);
    KINDS.put("mcv", StatisticsObject.COMMON);
  }

  private final CommandHost host;
  private final DefinedCommands defined;

  StatisticsCommands(CommandHost host, DefinedCommands defined) {
    this.host = host;
    this.defined = defined;
  }

  void run(StatisticsCommand command) {
    switch (command) {
      case StatisticsCommand.Create s -> create(s);
      case StatisticsCommand.SetTarget s -> setTarget(s);
    }
  }

  private void create(StatisticsCommand.Create statement) {
    QualifiedName named = statement.relation();
    if (statement.several()) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED, "only a single relation is allowed in CREATE STATISTICS");
    }
    if (named == null) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          "CREATE STATISTICS only supports relation names in the FROM clause");
    }
    Table relation = relation(named);
    List<@Nullable Checked> expressions = new ArrayList<>();
    for (Element element : statement.elements()) {
      expressions.add(
          element.expression() == null
              ? null
              : host.expressions().statistics(relation, element.expression()));
    }
    TableObject table = table(relation);
    String schema = RoutineNames.creationSchema(host, statement.name());
    host.catalog().requireCreation(schema);
    QualifiedName name = new QualifiedName(schema, statement.name().name());
    host.changes()
        .lockName(
            host.transaction(),
            host.catalog().databaseOid(),
            DefinedKind.STATISTICS.described(),
            name.name());
    if (defined.find(DefinedKind.STATISTICS, name) != null) {
      String message = "statistics object \"" + name.name() + "\" already exists";
      if (!statement.ifNotExists()) {
        throw SqlException.of(SqlState.DUPLICATE_OBJECT, message);
      }
      host.notice(
          new Notice("NOTICE", SqlState.DUPLICATE_OBJECT, message + ", skipping", null, null, 0));
      return;
    }
    put(name, table, statement.elements(), statement.kinds(), expressions);
  }

  /**
   * LIKE INCLUDING STATISTICS: the same of another table, which has the columns of its table.
   *
   * @return its OID
   */
  long copy(StatisticsObject object, Table source, TableObject table) {
    List<Element> elements = new ArrayList<>();
    List<@Nullable Checked> expressions = new ArrayList<>();
    List<String> words = new ArrayList<>();
    for (int column : object.columns()) {
      String name = source.column(column).name();
      elements.add(new Element(name, null));
      expressions.add(null);
      words.add(name);
    }
    for (String text : object.expressions()) {
      ParsedExpression expression = SqlParser.parseExpression(text);
      elements.add(new Element(null, expression));
      expressions.add(host.expressions().statistics(table.table(), expression));
      words.add("expr");
    }
    List<String> kinds =
        elements.size() == 1
            ? List.of()
            : KINDS.entrySet().stream()
                .filter(kind -> object.has(kind.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    String name =
        Names.choose(
            table.name(),
            String.join("_", words),
            "stat",
            chosen ->
                defined.find(DefinedKind.STATISTICS, new QualifiedName(table.schema(), chosen))
                    != null);
    return put(new QualifiedName(table.schema(), name), table, elements, kinds, expressions);
  }

  private Table relation(QualifiedName name) {
    if (host.catalog().table(name).isEmpty() && host.catalog().index(name) != null) {
      throw cannot(name.name(), "indexes");
    }
    return host.catalog().table(name).orElseThrow(() -> Names.noRelation(name));
  }

  /** The table that may have statistics, and that belongs to the current user. */
  private TableObject table(Table relation) {
    TableObject table = host.changes().state().table(relation.oid());
    if (table != null && (relation.kind().hasRows() || relation.kind() == Table.Kind.PARTITIONED)) {
      OwnerRights.require(host.catalog(), host.roles(), table);
      return table;
    }
    boolean system = relation.schema().equals("pg_catalog");
    throw switch (relation.kind()) {
      case SEQUENCE -> cannot(relation.name(), "sequences");
      case VIEW -> cannot(relation.name(), "views");
      case COMPOSITE -> cannot(relation.name(), "composite types");
      default ->
          system
              ? SqlException.of(
                  SqlState.INSUFFICIENT_PRIVILEGE,
                  "permission denied: \"" + relation.name() + "\" is a system catalog")
              : cannot(relation.name(), "this kind of relation");
    };
  }

  private static SqlException cannot(String relation, String kinds) {
    return SqlException.of(
            SqlState.WRONG_OBJECT_TYPE,
            "cannot define statistics for relation \"" + relation + "\"")
        .withDetail("This operation is not supported for " + kinds + ".");
  }

  private long put(
      QualifiedName name,
      TableObject table,
      List<Element> elements,
      List<String> written,
      List<@Nullable Checked> expressions) {
    int all = expressions.size();
    if (all > MOST_COLUMNS) {
      throw SqlException.of(
          SqlState.TOO_MANY_COLUMNS,
          "cannot have more than " + MOST_COLUMNS + " columns in statistics");
    }
    List<Integer> columns = new ArrayList<>();
    List<Checked> computed = new ArrayList<>();
    for (int i = 0; i < all; i++) {
      Checked checked = expressions.get(i);
      Column column = column(table.table(), elements.get(i), checked);
      if (column != null) {
        requireOrder("column \"" + column.name() + "\" cannot be used in", column.type());
        columns.add(column.number());
      } else if (checked != null) {
        if (all > 1) {
          requireOrder("expression cannot be used in multivariate", checked.type());
        }
        computed.add(checked);
      }
    }
    String kinds = kinds(written, all, computed.size());
    columns.sort(null);
    List<String> texts = computed.stream().map(Checked::text).toList();
    requireDifferent(columns, "column name");
    requireDifferent(texts, "expression");
    StatisticsObject made =
        new StatisticsObject(
            host.changes().newOid(),
            host.catalog().databaseOid(),
            name.schema(),
            name.name(),
            table.oid(),
            -1,
            List.copyOf(columns),
            texts,
            kinds,
            references(table.oid(), computed));
    host.changes().put(made);
    return made.oid();
  }

  /** The column that an element is; null for what is computed. */
  private static @Nullable Column column(
      Table table, Element element, @Nullable Checked expression) {
    String name = element.column();
    if (expression == null && name != null) {
      Column column = table.column(name).orElse(null);
      if (column != null) {
        return column;
      }
      throw ColumnBuilder.isSystemName(name)
          ? onSystemColumn()
          : SqlException.of(SqlState.UNDEFINED_COLUMN, "column \"" + name + "\" does not exist");
    }
    if (expression == null) {
      return null;
    }
    if (expression.columns().stream().anyMatch(number -> number < 0)) {
      throw onSystemColumn();
    }
    return table.liveColumns().stream()
        .filter(column -> Identifier.quoted(column.name()).equals(expression.text()))
        .findFirst()
        .orElse(null);
  }

  private static SqlException onSystemColumn() {
    return SqlException.of(
        SqlState.FEATURE_NOT_SUPPORTED, "statistics creation on system columns is not supported");
  }

  private static void requireOrder(String what, Type type) {
    if (!type.ordered()) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          what
              + " statistics because its type "
              + type.displayName()
              + " has no default btree operator class");
    }
  }

  private static String kinds(List<String> written, int all, int computed) {
    if (all == 1 && computed == 1 && !written.isEmpty()) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          "when building statistics on a single expression, statistics kinds may not be"
              + " specified");
    }
    StringBuilder kinds = new StringBuilder();
    for (String kind : written) {
      if (!KINDS.containsKey(kind)) {
        throw SqlException.of(
            SqlState.SYNTAX_ERROR, "unrecognized statistics kind \"" + kind + "\"");
      }
    }
    KINDS.forEach((kind, letter) -> {
      if (written.contains(kind) || written.isEmpty() && all >= 2) {
        kinds.append(letter.charValue());
      }
    });
    if (all < 2 && computed != 1) {
      throw SqlException.of(
          SqlState.INVALID_OBJECT_DEFINITION, "extended statistics require at least 2 columns");
    }
    return kinds + (computed > 0 ? String.valueOf(StatisticsObject.EXPRESSIONS) : "");
  }

  private static void requireDifferent(List<?> items, String what) {
    if (new HashSet<>(items).size() < items.size()) {
      throw SqlException.of(
          SqlState.DUPLICATE_COLUMN, "duplicate " + what + " in statistics definition");
    }
  }

  private static List<Dependency> references(long table, List<Checked> computed) {
    Set<Dependency> all = new LinkedHashSet<>();
    for (Checked checked : computed) {
      checked.columns().forEach(n -> all.add(Dependency.auto(ObjectAddress.column(table, n))));
      checked.facts().references().forEach(r -> all.add(Dependency.normal(r)));
    }
    return List.copyOf(all);
  }

  private void setTarget(StatisticsCommand.SetTarget statement) {
    long target = statement.target();
    if (target < -1) {
      throw SqlException.of(
          SqlState.INVALID_PARAMETER_VALUE, "statistics target " + target + " is too low");
    }
    if (target > HIGHEST_TARGET) {
      target = HIGHEST_TARGET;
      host.warning(
          SqlState.INVALID_PARAMETER_VALUE, "lowering statistics target to " + HIGHEST_TARGET);
    }
    if (statement.ifExists() && defined.find(DefinedKind.STATISTICS, statement.name()) == null) {
      host.notice("statistics object \"" + statement.name() + "\" does not exist, skipping");
      return;
    }
    StatisticsObject object =
        (StatisticsObject) defined.owned(DefinedKind.STATISTICS, statement.name());
    host.changes().put(object.withTarget((int) target));
  }
}
