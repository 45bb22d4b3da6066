package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject;
import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.catalog.ViewObject;
import dev.tusk.sql.catalog.AccessMethod;
import dev.tusk.sql.catalog.AccessMethod.Ability;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.IndexOption;
import dev.tusk.sql.catalog.KeyCollations;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.planner.analyze.Clause;
import dev.tusk.sql.planner.analyze.Collations;
import dev.tusk.sql.statement.CreateIndex;
import dev.tusk.sql.statement.Option;
import dev.tusk.sql.type.BuiltinCollations;
import dev.tusk.sql.type.Collation;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** CREATE INDEX. */
final class CreateIndexCommand {
  private static final Set<String> SYSTEM_COLUMNS =
      Set.of("ctid", "xmin", "cmin", "xmax", "cmax", "tableoid");

  private static final int MAX_KEYS = 32;

  private static final Pattern COLLATED_COLUMN =
      Pattern.compile("\\(?([a-z_][a-z0-9_]*) +collate .*", Pattern.CASE_INSENSITIVE);

  private static final Pattern CAST_OF_COLUMN =
      Pattern.compile("\\(*([a-z_][a-z0-9_]*)\\)*\\s*::[a-z0-9_ ]+(?:\\([0-9, ]*\\))?");

  private static final Pattern CAST_OF_EXPRESSION =
      Pattern.compile("(?s)\\(.*\\)\\s*::([a-z_][a-z0-9_]*)(?:\\([0-9, ]*\\))?");

  private final CommandHost host;
  private final CreateIndex statement;

  CreateIndexCommand(CommandHost host, CreateIndex statement) {
    this.host = host;
    this.statement = statement;
  }

  String run() {
    if (statement.concurrently()) {
      host.requireNoBlock("CREATE INDEX CONCURRENTLY");
    }
    Intended intended = intended();
    if (intended == null) {
      return "CREATE INDEX";
    }
    TableDraft draft = intended.draft();
    Index index = intended.index();
    PartitionIndexes.checkUnique(draft, index, "UNIQUE");
    draft.indexes.add(index);
    draft.referTo(ObjectAddress.relation(index.oid()), intended.expressions());
    new IndexCreation(host).create(draft, index, command());
    host.changes().put(draft.object());
    if (!statement.only()) {
      new PartitionIndexes(host).down(draft.oid, index);
    }
    return "CREATE INDEX";
  }

  /**
   * What is to be made, and of what table.
   *
   * @param expressions of its keys and its predicate
   */
  record Intended(TableDraft draft, Index index, List<CatalogExpressions.Checked> expressions) {}

  /** Checks the statement; null when there is such an index and that is no mistake. */
  @Nullable Intended intended() {
    TableObject object = indexed();
    host.changes().lockObject(host.transaction(), object.oid());
    object = Names.stored(host, statement.table());
    host.requireUnused(object.table(), "CREATE INDEX");
    host.catalog().requireCreation(object.schema());
    AccessMethod method = method();
    TableDraft draft = new TableDraft(object);
    Table table = object.table();
    List<Index.Key> keys = new ArrayList<>();
    List<CatalogExpressions.Checked> expressions = new ArrayList<>();
    for (CreateIndex.Key key : statement.keys()) {
      keys.add(key(method, table, keys.size(), key, expressions));
    }
    String name = name(draft, table);
    if (host.changes().state().relationNameTaken(draft.databaseOid, draft.schema, name)) {
      if (statement.ifNotExists()) {
        host.skipped(
            SqlState.DUPLICATE_TABLE, "relation \"" + name + "\" already exists, skipping");
        return null;
      }
      throw Names.relationExists(name);
    }
    String predicate = predicate(table, expressions);
    Tablespaces spaces = new Tablespaces(host);
    boolean divided = table.kind() == Table.Kind.PARTITIONED;
    long space = spaces.ofNew(statement.tablespace(), divided);
    long oid = host.changes().newOid();
    spaces.place(oid, space);
    Index index =
        new Index(
            oid,
            draft.schema,
            name,
            draft.oid,
            method.name(),
            List.copyOf(keys),
            statement.unique(),
            false,
            predicate,
            options(method, statement.options()),
            valid(draft),
            included(table));
    return new Intended(draft, index, expressions);
  }

  /** The columns of INCLUDE. */
  private List<Integer> included(Table table) {
    List<Integer> numbers = new ArrayList<>();
    statement.include().forEach(name -> numbers.add(column(table, name).number()));
    return List.copyOf(numbers);
  }

  /** An index of a table that is divided is whole when each partition has its part. */
  private boolean valid(TableDraft draft) {
    boolean divided = draft.partitioning.key() != null;
    if (divided && statement.concurrently()) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          "cannot create index on partitioned table \"" + draft.name + "\" concurrently");
    }
    return !divided || !statement.only() || host.changes().state().children(draft.oid).isEmpty();
  }

  private TableObject indexed() {
    CatalogObject relation = host.catalog().relation(statement.table());
    if (relation instanceof SequenceObject || relation instanceof ViewObject) {
      throw SqlException.of(
              SqlState.WRONG_OBJECT_TYPE,
              "cannot create index on relation \"" + relation.name() + "\"")
          .withDetail(
              "This operation is not supported for "
                  + (relation instanceof ViewObject ? "views." : "sequences."));
    }
    return Names.stored(host, statement.table());
  }

  private String command() {
    return statement.concurrently() ? "CREATE INDEX CONCURRENTLY" : "CREATE INDEX";
  }

  /** The access method, once it is known to do what is asked of it. */
  private AccessMethod method() {
    String name = statement.method();
    if (name.equals("rtree")) {
      host.notice("substituting access method \"gist\" for obsolete method \"rtree\"");
      name = AccessMethod.GIST.name();
    }
    String named = name;
    AccessMethod method =
        AccessMethod.byName(name)
            .filter(m -> m.extension() == null || host.catalog().extensionExists(m.extension()))
            .orElseThrow(() ->
                SqlException.of(
                    SqlState.UNDEFINED_OBJECT, "access method \"" + named + "\" does not exist"));
    if (method.inverted()) {
      checkInverted(method);
      return method;
    }
    if (!method.nearest()) {
      if (statement.nullsNotDistinct()) {
        throw SqlException.notSupported("NULLS NOT DISTINCT");
      }
      if (statement.keys().size() + statement.include().size() > MAX_KEYS) {
        throw tooManyKeys();
      }
      return method;
    }
    if (statement.unique()) {
      throw unsupportedBy(name, "unique indexes");
    }
    if (!statement.include().isEmpty()) {
      throw unsupportedBy(name, "included columns");
    }
    if (statement.keys().size() > 1
        && (!method.multicolumn() || "on".equals(host.setting("compat.pgvector_limits")))) {
      throw unsupportedBy(name, "multicolumn indexes");
    }
    if (statement.keys().size() > MAX_KEYS) {
      throw tooManyKeys();
    }
    return method;
  }

  private void checkInverted(AccessMethod method) {
    if (statement.unique()) {
      throw unsupportedBy(method.name(), "unique indexes");
    }
    if (!statement.include().isEmpty() && !method.can(Ability.INCLUDE)) {
      throw unsupportedBy(method.name(), "included columns");
    }
    if (statement.keys().size() > 1 && !method.can(Ability.MULTICOLUMN)) {
      throw unsupportedBy(method.name(), "multicolumn indexes");
    }
    if (statement.keys().size() + statement.include().size() > MAX_KEYS) {
      throw tooManyKeys();
    }
  }

  private static SqlException tooManyKeys() {
    return SqlException.of(
        SqlState.TOO_MANY_COLUMNS, "cannot use more than " + MAX_KEYS + " columns in an index");
  }

  private static SqlException unsupportedBy(String method, String what) {
    return SqlException.of(
        SqlState.FEATURE_NOT_SUPPORTED,
        "access method \"" + method + "\" does not support " + what);
  }

  private Index.Key key(
      AccessMethod method,
      Table table,
      int position,
      CreateIndex.Key key,
      List<CatalogExpressions.Checked> expressions) {
    int number = 0;
    String text = null;
    Type type;
    int typmod;
    Collation collation = null;
    boolean collates = false;
    if (key.column() != null) {
      Column column = column(table, key.column());
      number = column.number();
      type = column.type();
      typmod = column.typmod();
      collation = column.collation();
    } else if (key.expression() != null) {
      CatalogExpressions.Checked checked = host.expressions().indexKey(table, key.expression());
      KeyCollations collations = host.expressions().collations(table, key.expression());
      collation = collations.whole();
      Column plain = table.column(checked.text()).orElse(null);
      if (plain == null) {
        expressions.add(checked);
        text = checked.text();
        collates = !Objects.equals(collations.own(), collation);
      } else {
        number = plain.number(); // A cast that changes nothing is not kept.
      }
      type = checked.type();
      typmod = checked.typmod();
    } else {
      throw new IllegalArgumentException("index key without column and expression");
    }
    if (key.collation() != null) {
      Collation given = Collations.resolve(host.catalog(), key.collation(), type);
      collates = text != null && !given.equals(own(type, collation));
      collation = given;
    }
    boolean behind = position > 0 && method.nearest();
    if (behind && method.mostDimensions().containsKey(type) && type != Types.BIT) {
      throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED,
              "access method \"" + method.name() + "\" does not support several vectors")
          .withHint("Create an index for each vector.");
    }
    checkSchema(key.operatorClass());
    String operatorClass =
        OperatorClasses.resolve(
            behind ? AccessMethod.BTREE : method,
            type,
            key.operatorClass(),
            host.catalog()::extensionExists);
    boolean nullsFirst = key.nullsFirst() != null ? key.nullsFirst() : key.descending();
    if (!method.ordered()) {
      checkUnordered(method, key);
    }
    if (!key.operatorClassOptions().isEmpty()) {
      throw noOptions(method, operatorClass);
    }
    if (method.nearest() && !behind) {
      checkVectorKey(method, operatorClass, key, type, typmod);
    }
    return new Index.Key(number, text, type, operatorClass, key.descending(), nullsFirst)
        .collatedBy(collation, collates);
  }

  private void checkSchema(@Nullable QualifiedName operatorClass) {
    String schema = operatorClass == null ? null : operatorClass.schema();
    if (schema != null && !host.catalog().schemaExists(schema)) {
      throw Names.noSchema(schema);
    }
  }

  private static SqlException noOptions(AccessMethod method, String operatorClass) {
    return method.nearest() || method.ordered()
        ? SqlException.of(
            SqlState.INVALID_PARAMETER_VALUE, "operator class " + operatorClass + " has no options")
        : SqlException.notSupported("an option of an operator class")
            .withHint("Leave the options out: indexes here are exact, whatever they say.");
  }

  private static @Nullable Collation own(Type type, @Nullable Collation collation) {
    return collation == null ? BuiltinCollations.of(type) : collation;
  }

  private static Column column(Table table, String name) {
    if (SYSTEM_COLUMNS.contains(name)) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED, "index creation on system columns is not supported");
    }
    return table
        .column(name)
        .orElseThrow(() ->
            SqlException.of(SqlState.UNDEFINED_COLUMN, "column \"" + name + "\" does not exist"));
  }

  private static void checkUnordered(AccessMethod method, CreateIndex.Key key) {
    if (key.ordered()) {
      throw unsupportedBy(method.name(), "ASC/DESC options");
    }
    if (key.nullsFirst() != null) {
      throw unsupportedBy(method.name(), "NULLS FIRST/LAST options");
    }
  }

  private void checkVectorKey(
      AccessMethod method, String operatorClass, CreateIndex.Key key, Type type, int typmod) {
    Integer most = method.mostDimensions().get(type);
    if (most == null) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED, "type not supported for " + method.name() + " index");
    }
    if (typmod <= 0) {
      throw SequenceRules.invalid("column does not have dimensions");
    }
    // Limits of pgvector's pages; ours are the types'.
    if ("on".equals(host.setting("compat.pgvector_limits")) && typmod > most) {
      throw SqlException.of(
          SqlState.PROGRAM_LIMIT_EXCEEDED,
          "column cannot have more than " + most + " dimensions for " + method.name() + " index");
    }
    if (method == AccessMethod.IVFFLAT
        && typmod == 1
        && (operatorClass.endsWith("_ip_ops") || operatorClass.endsWith("_cosine_ops"))) {
      throw SequenceRules.invalid("dimensions must be greater than one for this opclass");
    }
  }

  /** The text of WHERE; null without it. */
  private @Nullable String predicate(Table table, List<CatalogExpressions.Checked> expressions) {
    if (statement.where() == null) {
      return null;
    }
    CatalogExpressions.Checked checked =
        host.expressions().condition(table, statement.where(), Clause.INDEX_PREDICATE);
    expressions.add(checked);
    return checked.text();
  }

  /**
   * The index of a constraint of a table that is being made or altered.
   *
   * @param expressions gets what its keys and its predicate refer to
   */
  Index index(TableDraft draft, String name, List<CatalogExpressions.Checked> expressions) {
    AccessMethod method = method();
    Table table = draft.table();
    List<Index.Key> keys = new ArrayList<>();
    for (CreateIndex.Key key : statement.keys()) {
      keys.add(key(method, table, keys.size(), key, expressions));
    }
    String predicate = predicate(table, expressions);
    return new Index(
        host.changes().newOid(),
        draft.schema,
        name,
        draft.oid,
        method.name(),
        List.copyOf(keys),
        false,
        false,
        predicate,
        options(method, statement.options()),
        true,
        included(table));
  }

  private String name(TableDraft draft, Table table) {
    if (statement.name() != null) {
      return statement.name();
    }
    return Names.chooseRelation(
        host.changes().state(),
        draft.databaseOid,
        draft.schema,
        table.name(),
        columnNames(),
        "idx");
  }

  /** What the index's name says of its columns. */
  String columnNames() {
    List<String> parts = new ArrayList<>();
    for (CreateIndex.Key key : statement.keys()) {
      parts.add(key.column() != null ? key.column() : expressionName(key));
    }
    parts.addAll(statement.include());
    return joinedDistinct(parts);
  }

  /** Names of an index's columns for its own name: what comes again gets a number. */
  static String joinedDistinct(List<String> names) {
    List<String> distinct = new ArrayList<>();
    for (String name : names) {
      String chosen = name;
      for (int i = 1; distinct.contains(chosen); i++) {
        chosen = name + i;
      }
      distinct.add(chosen);
    }
    return String.join("_", distinct);
  }

  private static String expressionName(CreateIndex.Key key) {
    return expressionName(key.expression() == null ? "" : key.expression().text());
  }

  /** The column that is cast, the function's name, the type of another cast, or {@code expr}. */
  static String expressionName(String expression) {
    String text = expression.strip();
    Matcher cast = CAST_OF_COLUMN.matcher(text);
    if (cast.matches()) {
      return cast.group(1);
    }
    Matcher collated = COLLATED_COLUMN.matcher(text);
    if (collated.matches()) {
      return collated.group(1);
    }
    int paren = text.indexOf('(');
    if (paren > 0 && text.substring(0, paren).strip().matches("[a-z_][a-z0-9_]*")) {
      return text.substring(0, paren).strip();
    }
    Matcher other = CAST_OF_EXPRESSION.matcher(text);
    return other.matches() ? other.group(1) : "expr";
  }

  /** Checks WITH (…) of an index. */
  static Map<String, String> options(AccessMethod method, List<Option> options) {
    Map<String, String> checked = new LinkedHashMap<>();
    for (Option option : options) {
      String name = option.name();
      String value = option.value() == null ? "true" : option.value();
      if (checked.containsKey(name)) {
        throw SequenceRules.invalid("parameter \"" + name + "\" specified more than once");
      }
      IndexOption known =
          method
              .option(name)
              .orElseThrow(() ->
                  SequenceRules.invalid(
                      name.contains(".")
                          ? "unrecognized parameter namespace \"" + name.split("\\.")[0] + "\""
                          : "unrecognized parameter \"" + name + "\""));
      switch (known) {
        case IndexOption.Number number -> checkRange(number, value);
        case IndexOption.Choice choice -> checkWord(choice, value);
        case IndexOption.Flag flag -> checkTruth(flag, value);
      }
      checked.put(name, value);
    }
    if (method == AccessMethod.HNSW) {
      int m = integer(checked.getOrDefault("m", "16"));
      int ef = integer(checked.getOrDefault("ef_construction", "64"));
      if (ef < 2 * m) {
        throw SequenceRules.invalid("ef_construction must be greater than or equal to 2 * m");
      }
    }
    return checked;
  }

  /** An option's number; a fraction is rounded. */
  static int integer(String value) {
    return (int) Math.rint(Double.parseDouble(value.strip()));
  }

  private static void checkWord(IndexOption.Choice option, String value) {
    List<String> words = option.words();
    if (!words.contains(value)) {
      throw SequenceRules.invalid(
              "invalid value for enum option \"" + option.name() + "\": " + value)
          .withDetail(
              "Valid values are \""
                  + String.join("\", \"", words.subList(0, words.size() - 1))
                  + (words.size() > 2 ? "\", and \"" : "\" and \"")
                  + words.getLast()
                  + "\".");
    }
  }

  private static void checkTruth(IndexOption.Flag flag, String value) {
    try {
      Types.BOOL.parse(value, FormatSettings.DEFAULT);
    } catch (SqlException _) {
      throw SequenceRules.invalid(
          "invalid value for boolean option \"" + flag.name() + "\": " + value);
    }
  }

  private static void checkRange(IndexOption.Number option, String value) {
    double number;
    try {
      number = Math.rint(Double.parseDouble(value.strip()));
    } catch (NumberFormatException _) {
      throw SequenceRules.invalid(
          "invalid value for integer option \"" + option.name() + "\": " + value);
    }
    if (number < option.least() || number > option.most()) {
      throw SequenceRules.invalid(
              "value " + value + " out of bounds for option \"" + option.name() + "\"")
          .withDetail(
              "Valid values are between \"" + option.least() + "\" and \"" + option.most() + "\".");
    }
  }
}
