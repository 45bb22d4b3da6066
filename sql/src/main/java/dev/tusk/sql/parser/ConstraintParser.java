package dev.tusk.sql.parser;

import dev.tusk.sql.catalog.AccessMethod;
import dev.tusk.sql.catalog.Constraint;
import dev.tusk.sql.catalog.Constraint.Timing;
import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.grammar.PgToken;
import dev.tusk.sql.statement.ColumnDefinition;
import dev.tusk.sql.statement.CreateIndex;
import dev.tusk.sql.statement.Option;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.sql.statement.TableConstraint;
import dev.tusk.sql.statement.TableConstraint.Match;
import dev.tusk.sql.statement.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A column with its constraints, or a constraint of the table. */
final class ConstraintParser {
  private final Tokens tokens;

  /** Where the constraint being read begins. */
  private int position;

  // Of the column being read.
  private @Nullable QualifiedName collation;
  private int collationPosition;
  private @Nullable Boolean notNull;
  private @Nullable ParsedExpression defaultValue;
  private ColumnDefinition.@Nullable Identity identity;
  private @Nullable ParsedExpression generated;

  ConstraintParser(Tokens tokens) {
    this.tokens = tokens;
  }

  static boolean startsTableConstraint(Tokens tokens) {
    PgToken first = tokens.peek();
    return first.is("constraint")
        || first.is("check")
        || first.is("unique")
        || first.is("primary")
        || first.is("foreign")
        || first.is("exclude") && !isType(tokens.peek(2));
  }

  /** EXCLUDE may be a column's name; then a type follows. */
  private static boolean isType(PgToken second) {
    return !second.is("using") && second.kind != PgParserConstants.LPAREN;
  }

  /** A column; constraints beyond NOT NULL and DEFAULT go to {@code constraints}. */
  ColumnDefinition column(QualifiedName table, List<TableConstraint> constraints) {
    String name = tokens.name();
    return column(table, name, tokens.type(), constraints);
  }

  /** A column of a partition or a typed table, which has its type elsewhere. */
  ColumnDefinition columnOptions(QualifiedName table, List<TableConstraint> constraints) {
    String name = tokens.name();
    tokens.accept("with", "options");
    return column(table, name, ColumnDefinition.TYPE_OF_PARENT, constraints);
  }

  private ColumnDefinition column(
      QualifiedName table, String name, TypeName type, List<TableConstraint> constraints) {
    while (columnConstraint(table, name, constraints)) {
      // One after the other.
    }
    return new ColumnDefinition(
        name,
        type,
        collation,
        collationPosition,
        Boolean.TRUE.equals(notNull),
        defaultValue,
        identity,
        generated);
  }

  private boolean columnConstraint(
      QualifiedName table, String column, List<TableConstraint> constraints) {
    int start = tokens.peek().beginColumn;
    if (tokens.accept("collate")) {
      collationPosition = start;
      collation = tokens.qualifiedName();
      return true;
    }
    position = tokens.peek().beginColumn;
    String name = tokens.accept("constraint") ? tokens.name() : null;
    PgToken first = tokens.peek();
    switch (first.keyword == null ? "" : first.keyword.word()) {
      case "not" -> {
        tokens.expect("not", "null");
        notNull(table, column, true, first);
      }
      case "null" -> {
        tokens.next();
        notNull(table, column, false, first);
      }
      case "default" -> {
        tokens.next();
        if (defaultValue != null) {
          throw declaredTwice("default values", table, column, first);
        }
        defaultValue = tokens.restrictedExpression();
        checkOneSource(table, column, first);
      }
      case "generated" -> {
        generated(table, column);
        checkOneSource(table, column, first);
      }
      case "check", "unique", "primary", "references" ->
          constraints.add(constraint(name, List.of(column)));
      default -> {
        if (name != null) {
          throw tokens.unexpected();
        }
        return false;
      }
    }
    return true;
  }

  /** A value comes of a default, of a sequence, or of the row. */
  private void checkOneSource(QualifiedName table, String column, PgToken at) {
    String one = defaultValue != null ? "default" : "identity";
    String other = generated != null ? "generation expression" : "identity";
    if (defaultValue != null && identity != null
        || defaultValue != null && generated != null
        || identity != null && generated != null) {
      throw SqlException.of(
              SqlState.SYNTAX_ERROR,
              String.format(
                  Locale.ROOT,
                  "both %s and %s specified for column \"%s\" of table \"%s\"",
                  one,
                  other,
                  column,
                  table.name()))
          .at(at.beginColumn);
    }
  }

  private void notNull(QualifiedName table, String column, boolean value, PgToken at) {
    if (notNull != null && notNull != value) {
      throw SqlException.of(
              SqlState.SYNTAX_ERROR,
              String.format(
                  Locale.ROOT,
                  "conflicting NULL/NOT NULL declarations for column \"%s\" of table \"%s\"",
                  column,
                  table.name()))
          .at(at.beginColumn);
    }
    notNull = value;
  }

  private static SqlException declaredTwice(
      String what, QualifiedName table, String column, PgToken at) {
    return SqlException.of(
            SqlState.SYNTAX_ERROR,
            String.format(
                Locale.ROOT,
                "multiple %s specified for column \"%s\" of table \"%s\"",
                what,
                column,
                table.name()))
        .at(at.beginColumn);
  }

  private void generated(QualifiedName table, String column) {
    PgToken first = tokens.next();
    int when = tokens.peek().beginColumn;
    boolean always = tokens.accept("always");
    if (!always) {
      tokens.expect("by", "default");
    }
    tokens.expect("as");
    if (tokens.accept("identity")) {
      if (identity != null) {
        throw declaredTwice("identity specifications", table, column, first);
      }
      identity = identity(tokens, always);
      notNull(table, column, true, first);
      return;
    }
    tokens.expect(PgParserConstants.LPAREN);
    if (!always) {
      throw SqlException.of(
              SqlState.SYNTAX_ERROR, "for a generated column, GENERATED ALWAYS must be specified")
          .at(when);
    }
    if (generated != null) {
      throw declaredTwice("generation clauses", table, column, first);
    }
    generated = tokens.expression();
    tokens.expect(PgParserConstants.RPAREN);
    tokens.expect("stored");
  }

  /** Behind AS IDENTITY. */
  static ColumnDefinition.Identity identity(Tokens tokens, boolean always) {
    var options = SequenceParser.options(tokens);
    if (tokens.accept(PgParserConstants.LPAREN)) {
      options = SequenceParser.options(tokens);
      tokens.expect(PgParserConstants.RPAREN);
    }
    return new ColumnDefinition.Identity(always, options);
  }

  TableConstraint tableConstraint() {
    position = tokens.peek().beginColumn;
    String name = tokens.accept("constraint") ? tokens.name() : null;
    return constraint(name, List.of());
  }

  /** A constraint on columns known, or, where there are none, on those it names. */
  private TableConstraint constraint(@Nullable String name, List<String> columns) {
    PgToken first = tokens.peek();
    switch (first.keyword == null ? "" : first.keyword.word()) {
      case "check" -> {
        return check(name, !columns.isEmpty());
      }
      case "unique", "primary" -> {
        return unique(name, columns);
      }
      case "foreign" -> {
        if (!columns.isEmpty()) {
          throw tokens.unexpected();
        }
        tokens.expect("foreign", "key");
        return references(name, tokens.parenthesizedNames(), false);
      }
      case "references" -> {
        if (columns.isEmpty()) {
          throw tokens.unexpected();
        }
        return references(name, columns, true);
      }
      case "exclude" -> {
        if (!columns.isEmpty()) {
          throw tokens.unexpected();
        }
        return exclude(name);
      }
      default -> throw tokens.unexpected();
    }
  }

  private TableConstraint exclude(@Nullable String name) {
    tokens.expect("exclude");
    String method = tokens.accept("using") ? tokens.name() : AccessMethod.BTREE.name();
    List<QualifiedName> operators = new ArrayList<>();
    tokens.expect(PgParserConstants.LPAREN);
    List<CreateIndex.Key> keys =
        tokens.list(() -> {
          CreateIndex.Key key = new CreateIndexParser(tokens).key();
          tokens.expect("with");
          operators.add(operator());
          return key;
        });
    tokens.expect(PgParserConstants.RPAREN);
    List<String> include = tokens.accept("include") ? tokens.parenthesizedNames() : List.of();
    List<Option> options = Options.with(tokens);
    String tablespace = indexTablespace();
    ParsedExpression where = null;
    if (tokens.accept("where")) {
      tokens.expect(PgParserConstants.LPAREN);
      where = tokens.expression();
      tokens.expect(PgParserConstants.RPAREN);
    }
    return new TableConstraint.Exclusion(
        name, method, keys, operators, include, options, tablespace, where, timing(), position);
  }

  /** USING INDEX TABLESPACE; null where it does not stand. */
  private @Nullable String indexTablespace() {
    return tokens.accept("using", "index") ? TablespaceParser.clause(tokens) : null;
  }

  private QualifiedName operator() {
    if (!tokens.accept("operator")) {
      return DefinitionParser.operator(tokens);
    }
    tokens.expect(PgParserConstants.LPAREN);
    QualifiedName operator = DefinitionParser.operator(tokens);
    tokens.expect(PgParserConstants.RPAREN);
    return operator;
  }

  private TableConstraint check(@Nullable String name, boolean own) {
    tokens.next();
    tokens.expect(PgParserConstants.LPAREN);
    ParsedExpression expression = tokens.expression();
    tokens.expect(PgParserConstants.RPAREN);
    boolean noInherit = false;
    boolean notValid = false;
    while (true) {
      if (tokens.accept("no", "inherit")) {
        noInherit = true;
      } else if (tokens.accept("not", "valid")) {
        notValid = true;
      } else {
        ConstraintTiming.requireNone(tokens, own);
        return new TableConstraint.Check(name, expression, noInherit, notValid, position);
      }
    }
  }

  private TableConstraint unique(@Nullable String name, List<String> known) {
    boolean primary = tokens.next().value.equals("primary");
    if (primary) {
      tokens.expect("key");
    }
    boolean nullsNotDistinct = !primary && nullsNotDistinct(tokens);
    if (known.isEmpty() && tokens.accept("using", "index")) {
      String index = tokens.name();
      return new TableConstraint.Unique(
          name, primary, false, List.of(), List.of(), List.of(), null, index, timing(), position);
    }
    List<String> columns = known.isEmpty() ? tokens.parenthesizedNames() : known;
    List<String> include =
        known.isEmpty() && tokens.accept("include") ? tokens.parenthesizedNames() : List.of();
    List<Option> options = Options.with(tokens);
    String tablespace = indexTablespace();
    return new TableConstraint.Unique(
        name,
        primary,
        nullsNotDistinct,
        columns,
        include,
        options,
        tablespace,
        null,
        ConstraintTiming.read(tokens, !known.isEmpty()),
        position);
  }

  /** NULLS [NOT] DISTINCT. */
  static boolean nullsNotDistinct(Tokens tokens) {
    if (!tokens.accept("nulls")) {
      return false;
    }
    boolean not = tokens.accept("not");
    tokens.expect("distinct");
    return not;
  }

  private TableConstraint references(@Nullable String name, List<String> columns, boolean own) {
    tokens.expect("references");
    QualifiedName table = tokens.qualifiedName();
    List<String> referenced = tokens.optionalNames();
    Match match = match();
    Constraint.Action onUpdate = Constraint.Action.NO_ACTION;
    Constraint.Action onDelete = Constraint.Action.NO_ACTION;
    List<String> setColumns = List.of();
    while (tokens.is("on")) {
      int on = tokens.peek().beginColumn;
      tokens.expect("on");
      if (tokens.accept("delete")) {
        onDelete = action();
        setColumns = setColumns(onDelete);
      } else {
        tokens.expect("update");
        onUpdate = action();
        if (!setColumns(onUpdate).isEmpty()) {
          throw SqlException.of(
                  SqlState.FEATURE_NOT_SUPPORTED,
                  "a column list with "
                      + onUpdate.name().replace('_', ' ')
                      + " is only supported for ON DELETE actions")
              .at(on);
        }
      }
    }
    Timing timing = ConstraintTiming.read(tokens, own);
    boolean notValid = tokens.accept("not", "valid");
    return new TableConstraint.ForeignKey(
        name,
        columns,
        table,
        referenced,
        match,
        onUpdate,
        onDelete,
        setColumns,
        notValid,
        timing == Timing.NOT_DEFERRABLE ? ConstraintTiming.read(tokens, own) : timing,
        position);
  }

  private List<String> setColumns(Constraint.Action action) {
    return switch (action) {
      case SET_NULL, SET_DEFAULT -> tokens.optionalNames();
      case NO_ACTION, RESTRICT, CASCADE -> List.of();
    };
  }

  private Match match() {
    if (!tokens.accept("match")) {
      return Match.SIMPLE;
    }
    if (tokens.is("partial")) {
      throw SqlException.of(SqlState.FEATURE_NOT_SUPPORTED, "MATCH PARTIAL not yet implemented")
          .at(tokens.peek().beginColumn);
    }
    if (tokens.accept("full")) {
      return Match.FULL;
    }
    tokens.expect("simple");
    return Match.SIMPLE;
  }

  private Constraint.Action action() {
    if (tokens.accept("cascade")) {
      return Constraint.Action.CASCADE;
    }
    if (tokens.accept("restrict")) {
      return Constraint.Action.RESTRICT;
    }
    if (tokens.accept("no", "action")) {
      return Constraint.Action.NO_ACTION;
    }
    tokens.expect("set");
    if (tokens.accept("null")) {
      return Constraint.Action.SET_NULL;
    }
    tokens.expect("default");
    return Constraint.Action.SET_DEFAULT;
  }

  /** [NOT] DEFERRABLE, INITIALLY DEFERRED or IMMEDIATE, of a table's constraint. */
  Timing timing() {
    return ConstraintTiming.read(tokens, false);
  }
}
