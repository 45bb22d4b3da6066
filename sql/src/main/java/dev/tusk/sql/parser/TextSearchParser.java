package dev.tusk.sql.parser;

import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.statement.Statement;
import dev.tusk.sql.statement.TextSearchCommand;
import java.util.List;

/** CREATE and ALTER TEXT SEARCH DICTIONARY and CONFIGURATION. */
final class TextSearchParser {
  private final Tokens tokens;

  TextSearchParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Behind CREATE TEXT SEARCH DICTIONARY. */
  Statement createDictionary() {
    QualifiedName name = tokens.qualifiedName();
    return new TextSearchCommand.CreateDictionary(name, new DefinitionParser(tokens).definitions());
  }

  /** Behind CREATE TEXT SEARCH CONFIGURATION. */
  Statement createConfiguration() {
    QualifiedName name = tokens.qualifiedName();
    return new TextSearchCommand.CreateConfiguration(
        name, new DefinitionParser(tokens).definitions());
  }

  /** Behind ALTER TEXT SEARCH DICTIONARY and its name. */
  Statement alterDictionary(QualifiedName name) {
    return new TextSearchCommand.AlterDictionary(name, new DefinitionParser(tokens).definitions());
  }

  /** Behind ALTER TEXT SEARCH CONFIGURATION and its name. */
  Statement alterConfiguration(QualifiedName name) {
    if (tokens.accept("add")) {
      tokens.expect("mapping", "for");
      return mapping(name, tokens.names(), false);
    }
    if (tokens.accept("drop")) {
      tokens.expect("mapping");
      boolean ifExists = DropParser.ifExists(tokens);
      tokens.expect("for");
      return new TextSearchCommand.DropMapping(name, tokens.names(), ifExists);
    }
    tokens.expect("alter", "mapping");
    List<String> types = tokens.accept("for") ? tokens.names() : List.of();
    if (!types.isEmpty() && tokens.is("with")) {
      return mapping(name, types, true);
    }
    tokens.expect("replace");
    QualifiedName from = tokens.qualifiedName();
    tokens.expect("with");
    return new TextSearchCommand.ReplaceDictionary(name, types, from, tokens.qualifiedName());
  }

  private Statement mapping(QualifiedName name, List<String> types, boolean override) {
    tokens.expect("with");
    return new TextSearchCommand.SetMapping(name, types, tokens.qualifiedNames(), override);
  }
}
