package dev.tusk.sql.parser;

import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.statement.AlterAction;
import dev.tusk.sql.statement.ColumnDefinition;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.sql.statement.Persistence;
import dev.tusk.sql.statement.SequenceOptions;
import dev.tusk.sql.statement.TableConstraint;
import dev.tusk.sql.statement.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The actions of ALTER TABLE, behind the table's name. */
final class AlterTableParser {
  private final Tokens tokens;
  private final QualifiedName table;

  AlterTableParser(Tokens tokens, QualifiedName table) {
    this.tokens = tokens;
    this.table = table;
  }

  /** One action that stands alone, or several with commas. */
  List<AlterAction> actions() {
    if (tokens.accept("rename")) {
      return List.of(rename());
    }
    if (tokens.accept("set", "schema")) {
      return List.of(new AlterAction.SetSchema(tokens.name()));
    }
    if (tokens.is("attach")) {
      return List.of(new PartitionParser(tokens).attach());
    }
    if (tokens.is("detach")) {
      return List.of(new PartitionParser(tokens).detach());
    }
    return tokens.list(this::action);
  }

  private AlterAction rename() {
    if (tokens.accept("to")) {
      return new AlterAction.Rename(tokens.name());
    }
    if (tokens.accept("constraint")) {
      String name = tokens.name();
      tokens.expect("to");
      return new AlterAction.RenameConstraint(name, tokens.name());
    }
    tokens.accept("column");
    String column = tokens.name();
    tokens.expect("to");
    return new AlterAction.RenameColumn(column, tokens.name());
  }

  private AlterAction action() {
    var first = tokens.peek();
    switch (first.keyword == null ? "" : first.keyword.word()) {
      case "add":
        tokens.next();
        return add();
      case "drop":
        tokens.next();
        return drop();
      case "alter":
        tokens.next();
        return alter();
      case "validate":
        tokens.expect("validate", "constraint");
        return new AlterAction.ValidateConstraint(tokens.name());
      case "owner":
        tokens.expect("owner", "to");
        return new AlterAction.OwnerTo(tokens.role());
      case "set":
        tokens.next();
        return set();
      case "reset":
        tokens.next();
        return new AlterAction.SetOptions(Options.parenthesized(tokens), true);
      case "cluster":
        tokens.expect("cluster", "on");
        return new AlterAction.ClusterOn(tokens.name());
      case "replica":
        tokens.expect("replica", "identity");
        return new AlterAction.SetReplicaIdentity(replicaIdentity());
      case "enable", "disable", "force", "no":
        return securityOrTrigger();
      case "inherit":
        tokens.next();
        return new AlterAction.Inherit(tokens.qualifiedName(), false);
      case "of", "not":
        throw tokens.unsupported("ALTER TABLE " + first.value.toUpperCase(Locale.ROOT));
      default:
        throw tokens.unexpected();
    }
  }

  private AlterAction add() {
    if (ConstraintParser.startsTableConstraint(tokens)) {
      return new AlterAction.AddConstraint(new ConstraintParser(tokens).tableConstraint());
    }
    tokens.accept("column");
    boolean ifNotExists = CreateParser.ifNotExists(tokens);
    List<TableConstraint> constraints = new ArrayList<>();
    ColumnDefinition column = new ConstraintParser(tokens).column(table, constraints);
    return new AlterAction.AddColumn(column, List.copyOf(constraints), ifNotExists);
  }

  private AlterAction drop() {
    if (tokens.accept("constraint")) {
      boolean ifExists = DropParser.ifExists(tokens);
      String name = tokens.name();
      return new AlterAction.DropConstraint(name, ifExists, DropParser.cascade(tokens));
    }
    tokens.accept("column");
    boolean ifExists = DropParser.ifExists(tokens);
    String name = tokens.name();
    return new AlterAction.DropColumn(name, ifExists, DropParser.cascade(tokens));
  }

  private AlterAction set() {
    if (tokens.is(PgParserConstants.LPAREN)) {
      return new AlterAction.SetOptions(Options.parenthesized(tokens), false);
    }
    if (tokens.accept("logged")) {
      return new AlterAction.SetPersistence(Persistence.PERMANENT);
    }
    if (tokens.accept("unlogged")) {
      return new AlterAction.SetPersistence(Persistence.UNLOGGED);
    }
    if (tokens.accept("without")) {
      if (tokens.accept("oids")) {
        return new AlterAction.SetOptions(List.of(), false);
      }
      tokens.expect("cluster");
      return new AlterAction.ClusterOn(null);
    }
    if (tokens.accept("tablespace")) {
      return new AlterAction.SetTablespace(tokens.name());
    }
    if (tokens.is("access")) {
      throw tokens.unsupported("SET ACCESS METHOD");
    }
    throw tokens.unexpected();
  }

  private AlterAction alter() {
    if (tokens.is("constraint")) {
      tokens.next();
      String name = tokens.name();
      return new AlterAction.AlterConstraint(name, new ConstraintParser(tokens).timing());
    }
    tokens.accept("column");
    String column = tokens.name();
    if (tokens.accept("set")) {
      return alterSet(column);
    }
    if (tokens.accept("drop")) {
      return alterDrop(column);
    }
    if (tokens.accept("type")) {
      return type(column);
    }
    if (tokens.accept("reset")) {
      return new AlterAction.SetColumnOptions(column, Options.parenthesized(tokens), true);
    }
    if (tokens.accept("restart")) {
      tokens.accept("with");
      Long start = tokens.atEnd() || tokens.is(PgParserConstants.COMMA) ? null : tokens.integer();
      return new AlterAction.SetIdentity(column, null, restart(start));
    }
    tokens.expect("add", "generated");
    boolean always = tokens.accept("always");
    if (!always) {
      tokens.expect("by", "default");
    }
    tokens.expect("as", "identity");
    return new AlterAction.AddIdentity(column, ConstraintParser.identity(tokens, always));
  }

  private static SequenceOptions restart(@Nullable Long start) {
    return new SequenceOptions(
        null, null, null, false, null, false, null, true, start, null, null, null, false, null);
  }

  private AlterAction alterSet(String column) {
    if (tokens.accept("default")) {
      return new AlterAction.SetDefault(column, tokens.expression());
    }
    if (tokens.accept("not")) {
      tokens.expect("null");
      return new AlterAction.SetNotNull(column, true);
    }
    if (tokens.accept("data")) {
      tokens.expect("type");
      return type(column);
    }
    if (tokens.accept("statistics")) {
      return new AlterAction.SetStatistics(column, (int) tokens.integer());
    }
    if (tokens.accept("storage")) {
      return new AlterAction.SetStorage(column, tokens.name().toUpperCase(Locale.ROOT));
    }
    if (tokens.accept("compression")) {
      return new AlterAction.SetCompression(
          column, tokens.accept("default") ? "default" : tokens.name());
    }
    if (tokens.is(PgParserConstants.LPAREN)) {
      return new AlterAction.SetColumnOptions(column, Options.parenthesized(tokens), false);
    }
    if (tokens.accept("generated")) {
      boolean always = tokens.accept("always");
      if (!always) {
        tokens.expect("by", "default");
      }
      return new AlterAction.SetIdentity(column, always, identityOptions());
    }
    return new AlterAction.SetIdentity(column, null, SequenceParser.one(tokens));
  }

  /** Further SET options behind SET GENERATED. */
  private SequenceOptions identityOptions() {
    if (tokens.is("set") || tokens.is("restart")) {
      throw tokens.unsupported("several identity options in one action");
    }
    return SequenceParser.options(tokens);
  }

  private AlterAction alterDrop(String column) {
    if (tokens.accept("default")) {
      return new AlterAction.SetDefault(column, null);
    }
    if (tokens.accept("not")) {
      tokens.expect("null");
      return new AlterAction.SetNotNull(column, false);
    }
    boolean expression = tokens.accept("expression");
    if (!expression) {
      tokens.expect("identity");
    }
    boolean ifExists = DropParser.ifExists(tokens);
    return expression
        ? new AlterAction.DropExpression(column, ifExists)
        : new AlterAction.DropIdentity(column, ifExists);
  }

  private AlterAction type(String column) {
    TypeName type = tokens.type();
    QualifiedName collation = tokens.accept("collate") ? tokens.qualifiedName() : null;
    ParsedExpression using = tokens.accept("using") ? tokens.expression() : null;
    return new AlterAction.SetType(column, type, collation, using);
  }

  private String replicaIdentity() {
    if (tokens.accept("using", "index")) {
      return "index " + tokens.name();
    }
    if (tokens.is("full") || tokens.is("nothing") || tokens.is("default")) {
      return tokens.next().value;
    }
    throw tokens.unexpected();
  }

  private AlterAction securityOrTrigger() {
    if (triggers()) {
      return trigger();
    }
    StringBuilder action = new StringBuilder(tokens.next().value);
    if (action.toString().equals("no")) {
      if (tokens.accept("inherit")) {
        return new AlterAction.Inherit(tokens.qualifiedName(), true);
      }
      if (!tokens.is("force")) {
        throw tokens.unsupported("ALTER TABLE NO " + tokens.peek().value.toUpperCase(Locale.ROOT));
      }
      action.append(" force");
      tokens.next();
    }
    if (tokens.is("row")) {
      tokens.expect("row", "level", "security");
      return new AlterAction.SetRowSecurity(
          AlterAction.RowSecurity.valueOf(
              action.toString().replace(' ', '_').toUpperCase(Locale.ROOT)));
    }
    throw tokens.unexpected();
  }

  /** Whether ENABLE or DISABLE of triggers or rules stands next. */
  private boolean triggers() {
    int word = tokens.is(2, "always") || tokens.is(2, "replica") ? 3 : 2;
    return (tokens.is("enable") || word == 2 && tokens.is("disable"))
        && (tokens.is(word, "trigger") || tokens.is(word, "rule"));
  }

  private AlterAction trigger() {
    AlterAction.Firing firing =
        tokens.next().value.equals("disable")
            ? AlterAction.Firing.DISABLED
            : tokens.accept("always")
                ? AlterAction.Firing.ALWAYS
                : tokens.accept("replica") ? AlterAction.Firing.REPLICA : AlterAction.Firing.ORIGIN;
    if (tokens.accept("rule")) {
      return new AlterAction.SetRule(tokens.name(), firing);
    }
    tokens.expect("trigger");
    if (tokens.accept("all")) {
      return new AlterAction.SetAllTriggers(firing, true);
    }
    if (tokens.accept("user")) {
      return new AlterAction.SetAllTriggers(firing, false);
    }
    return new AlterAction.SetTrigger(tokens.name(), firing);
  }
}
