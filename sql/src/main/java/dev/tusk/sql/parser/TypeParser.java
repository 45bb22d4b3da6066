package dev.tusk.sql.parser;

import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.statement.AlterAction;
import dev.tusk.sql.statement.AlterTable;
import dev.tusk.sql.statement.ColumnDefinition;
import dev.tusk.sql.statement.CreateType;
import dev.tusk.sql.statement.ObjectKind;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.statement.TypeName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CREATE TYPE and ALTER TYPE, behind these words. */
final class TypeParser {
  private static final Set<String> RANGE_OPTIONS =
      Set.of(
          "subtype",
          "subtype_opclass",
          "collation",
          "canonical",
          "subtype_diff",
          "multirange_type_name");

  private final Tokens tokens;

  TypeParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Statement create() {
    QualifiedName name = tokens.qualifiedName();
    if (tokens.atEnd()) {
      return StatementParser.unsupported(tokens, "CREATE TYPE for a shell type");
    }
    if (!tokens.accept("as")) {
      if (!tokens.is(PgParserConstants.LPAREN)) {
        throw tokens.unexpected();
      }
      return StatementParser.unsupported(tokens, "CREATE TYPE for a base type");
    }
    if (tokens.is("range")) {
      tokens.next();
      return new CreateType(name, range());
    }
    if (tokens.accept("enum")) {
      return new CreateType(name, new CreateType.Definition.Enumeration(labels()));
    }
    tokens.expect(PgParserConstants.LPAREN);
    if (tokens.accept(PgParserConstants.RPAREN)) {
      return new CreateType(name, new CreateType.Definition.Composite(List.of()));
    }
    List<ColumnDefinition> attributes = tokens.list(this::attribute);
    tokens.expect(PgParserConstants.RPAREN);
    return new CreateType(name, new CreateType.Definition.Composite(attributes));
  }

  private CreateType.Definition.Range range() {
    tokens.expect(PgParserConstants.LPAREN);
    TypeName[] subtype = new TypeName[1];
    Map<String, QualifiedName> names = new HashMap<>();
    do {
      int position = tokens.peek().beginColumn;
      String option = tokens.label();
      if (!RANGE_OPTIONS.contains(option)) {
        throw SqlException.of(
            SqlState.SYNTAX_ERROR, "type attribute \"" + option + "\" not recognized");
      }
      tokens.expect(PgParserConstants.EQ);
      boolean again = names.containsKey(option) || subtype[0] != null && option.equals("subtype");
      if (option.equals("subtype")) {
        subtype[0] = tokens.type();
      } else {
        names.put(option, tokens.qualifiedName());
      }
      if (again) {
        throw SqlException.of(SqlState.SYNTAX_ERROR, "conflicting or redundant options")
            .at(position);
      }
    } while (tokens.accept(PgParserConstants.COMMA));
    tokens.expect(PgParserConstants.RPAREN);
    return new CreateType.Definition.Range(
        subtype[0],
        names.get("subtype_opclass"),
        names.get("collation"),
        names.get("canonical"),
        names.get("subtype_diff"),
        names.get("multirange_type_name"));
  }

  private List<String> labels() {
    tokens.expect(PgParserConstants.LPAREN);
    if (tokens.accept(PgParserConstants.RPAREN)) {
      return List.of();
    }
    List<String> labels = tokens.list(tokens::string);
    tokens.expect(PgParserConstants.RPAREN);
    return labels;
  }

  private ColumnDefinition attribute() {
    String name = tokens.name();
    TypeName type = tokens.type();
    int position = tokens.peek().beginColumn;
    QualifiedName collation = collation();
    return new ColumnDefinition(name, type, collation, position, false, null, null, null);
  }

  private @Nullable QualifiedName collation() {
    return tokens.accept("collate") ? tokens.qualifiedName() : null;
  }

  Statement alter() {
    QualifiedName name = tokens.qualifiedName();
    return new AlterTable(ObjectKind.TYPE, name, false, actions());
  }

  private List<AlterAction> actions() {
    if (tokens.accept("rename")) {
      return List.of(rename());
    }
    if (tokens.accept("owner", "to")) {
      return List.of(new AlterAction.OwnerTo(tokens.role()));
    }
    if (tokens.accept("set", "schema")) {
      return List.of(new AlterAction.SetSchema(tokens.name()));
    }
    if (tokens.is("set")) {
      throw tokens.unsupported("ALTER TYPE SET");
    }
    if (tokens.accept("add", "value")) {
      return List.of(addValue());
    }
    return tokens.list(this::action);
  }

  private AlterAction rename() {
    if (tokens.accept("to")) {
      return new AlterAction.Rename(tokens.name());
    }
    if (tokens.accept("value")) {
      String label = tokens.string();
      tokens.expect("to");
      return new AlterAction.RenameValue(label, tokens.string());
    }
    tokens.expect("attribute");
    String attribute = tokens.name();
    tokens.expect("to");
    String newName = tokens.name();
    DropParser.cascade(tokens);
    return new AlterAction.RenameColumn(attribute, newName);
  }

  private AlterAction addValue() {
    boolean ifNotExists = CreateParser.ifNotExists(tokens);
    String label = tokens.string();
    if (tokens.accept("before")) {
      return new AlterAction.AddValue(label, ifNotExists, tokens.string(), false);
    }
    String neighbour = tokens.accept("after") ? tokens.string() : null;
    return new AlterAction.AddValue(label, ifNotExists, neighbour, true);
  }

  private AlterAction action() {
    if (tokens.accept("add")) {
      tokens.expect("attribute");
      ColumnDefinition attribute = attribute();
      DropParser.cascade(tokens);
      return new AlterAction.AddColumn(attribute, List.of(), false);
    }
    if (tokens.accept("drop")) {
      tokens.expect("attribute");
      boolean ifExists = DropParser.ifExists(tokens);
      String attribute = tokens.name();
      return new AlterAction.DropColumn(attribute, ifExists, DropParser.cascade(tokens));
    }
    tokens.expect("alter", "attribute");
    String attribute = tokens.name();
    tokens.accept("set", "data");
    tokens.expect("type");
    TypeName type = tokens.type();
    QualifiedName collation = collation();
    DropParser.cascade(tokens);
    return new AlterAction.SetType(attribute, type, collation, null);
  }
}
