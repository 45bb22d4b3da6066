package dev.tusk.sql.parser;

import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.statement.AlterAction;
import dev.tusk.sql.statement.AlterExtension;
import dev.tusk.sql.statement.AlterOwner;
import dev.tusk.sql.statement.AlterSchema;
import dev.tusk.sql.statement.AlterSequence;
import dev.tusk.sql.statement.AlterTable;
import dev.tusk.sql.statement.ObjectKind;
import dev.tusk.sql.statement.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** ALTER, by its second word; what ALTER TABLE does is read by {@link AlterTableParser}. */
final class AlterParser {
  /** Second words of ALTER statements that Tusk has not. */
  private static final Set<String> UNSUPPORTED =
      Set.of(
          "collation",
          "conversion",
          "foreign",
          "language",
          "procedural",
          "subscription",
          "system",
          "text");

  private final Tokens tokens;

  AlterParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Statement alter() {
    tokens.expect("alter");
    Statement member = member();
    if (member != null) {
      return member;
    }
    String what = tokens.peek().keyword == null ? "" : tokens.peek().value;
    if (UNSUPPORTED.contains(what)) {
      return StatementParser.unsupported(tokens, UnsupportedFeature.of(tokens, "ALTER"));
    }
    if (DropParser.ROUTINES.contains(what)) {
      return new RoutineNameParser(tokens).alter();
    }
    if (what.equals("operator")) {
      return new DefinitionParser(tokens).alterOperator();
    }
    switch (what) {
      case "table":
        tokens.next();
        return table();
      case "index":
        tokens.next();
        return other(ObjectKind.INDEX);
      case "view":
        tokens.next();
        return other(ObjectKind.VIEW);
      case "materialized":
        tokens.expect("materialized", "view");
        return other(ObjectKind.MATERIALIZED_VIEW);
      case "sequence":
        tokens.next();
        return sequence();
      case "role", "user", "group":
        return ForeignParser.mappingStands(tokens)
            ? new ForeignParser(tokens).alterMapping()
            : new RoleParser(tokens).alter();
      case "database":
        return new DatabaseParser(tokens).alter();
      case "large":
        tokens.expect("large", "object");
        QualifiedName object = new QualifiedName(null, Long.toString(tokens.integer()));
        tokens.expect("owner", "to");
        return new AlterOwner(ObjectKind.LARGE_OBJECT, object, tokens.role());
      case "default":
        return new GrantParser(tokens).defaults();
      case "schema":
        tokens.next();
        return schema();
      case "domain":
        tokens.next();
        return new DomainParser(tokens).alter();
      case "type":
        tokens.next();
        return new TypeParser(tokens).alter();
      case "extension":
        tokens.next();
        return extension();
      default:
        throw tokens.unexpected();
    }
  }

  /** Of a trigger, a rule, and what is read with others of its kind; null for the rest. */
  private @Nullable Statement member() {
    if (tokens.is("trigger")) {
      return new TriggerParser(tokens).alter();
    }
    if (EventTriggerParser.stands(tokens)) {
      return new EventTriggerParser(tokens).alter();
    }
    if (tokens.is("policy")) {
      return new PolicyParser(tokens).alter();
    }
    if (tokens.is("rule")) {
      return new RuleParser(tokens).alter();
    }
    return new DefinedParser(tokens).alter();
  }

  private Statement table() {
    if (tokens.is("all")) {
      return new TablespaceParser(tokens).moveAll(ObjectKind.TABLE);
    }
    boolean ifExists = DropParser.ifExists(tokens);
    boolean only = tokens.accept("only");
    boolean parenthesized = only && tokens.accept(PgParserConstants.LPAREN);
    QualifiedName name = tokens.qualifiedName();
    if (parenthesized) {
      tokens.expect(PgParserConstants.RPAREN);
    } else if (!only) {
      tokens.accept(PgParserConstants.STAR);
    }
    return new AlterTable(
        ObjectKind.TABLE, name, ifExists, new AlterTableParser(tokens, name).actions(), only);
  }

  private Statement other(ObjectKind kind) {
    if (tokens.is("all")) {
      return new TablespaceParser(tokens).moveAll(kind);
    }
    boolean ifExists = DropParser.ifExists(tokens);
    QualifiedName name = tokens.qualifiedName();
    if (tokens.is("attach") && kind == ObjectKind.INDEX) {
      AlterAction attach = new PartitionParser(tokens).attachIndex();
      return new AlterTable(kind, name, ifExists, List.of(attach));
    }
    if (tokens.is("attach") || tokens.is("depends") || tokens.is("no")) {
      throw tokens.unsupported("ALTER INDEX " + tokens.peek().value.toUpperCase(Locale.ROOT));
    }
    List<AlterAction> actions = new AlterTableParser(tokens, name).actions();
    return new AlterTable(kind, name, ifExists, actions);
  }

  private Statement sequence() {
    boolean ifExists = DropParser.ifExists(tokens);
    QualifiedName name = tokens.qualifiedName();
    if (tokens.is("rename") || tokens.is("set") || tokens.is("owner")) {
      List<AlterAction> actions = new AlterTableParser(tokens, name).actions();
      return new AlterTable(ObjectKind.SEQUENCE, name, ifExists, actions);
    }
    if (tokens.atEnd()) {
      throw tokens.unexpected();
    }
    return new AlterSequence(name, ifExists, SequenceParser.options(tokens));
  }

  private Statement schema() {
    String name = tokens.name();
    if (tokens.accept("rename")) {
      tokens.expect("to");
      return new AlterSchema(name, tokens.name(), null);
    }
    tokens.expect("owner", "to");
    return new AlterSchema(name, null, tokens.role());
  }

  private Statement extension() {
    String name = tokens.name();
    if (!tokens.accept("update")) {
      if (!tokens.is("add") && !tokens.is("drop") && !tokens.is("set")) {
        throw tokens.unexpected();
      }
      return StatementParser.unsupported(tokens, "ALTER EXTENSION other than UPDATE");
    }
    if (!tokens.accept("to")) {
      return new AlterExtension(name, null);
    }
    String version = tokens.is(PgParserConstants.QUOTED_STRING) ? tokens.string() : tokens.word();
    return new AlterExtension(name, version);
  }
}
