package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;

/** CREATE and ALTER TEXT SEARCH DICTIONARY and CONFIGURATION. */
public sealed interface TextSearchCommand extends DefinedCommand {
  QualifiedName name();

  record CreateDictionary(QualifiedName name, List<Definition> options)
      implements TextSearchCommand {}

  /** ALTER TEXT SEARCH DICTIONARY … (…). */
  record AlterDictionary(QualifiedName name, List<Definition> options)
      implements TextSearchCommand {}

  record CreateConfiguration(QualifiedName name, List<Definition> options)
      implements TextSearchCommand {}

  /**
   * ADD MAPPING, and ALTER MAPPING without REPLACE.
   *
   * @param override instead of what is there (ALTER)
   */
  record SetMapping(
      QualifiedName name, List<String> types, List<QualifiedName> dictionaries, boolean override)
      implements TextSearchCommand {}

  /**
   * ALTER MAPPING … REPLACE.
   *
   * @param types empty for all
   */
  record ReplaceDictionary(
      QualifiedName name, List<String> types, QualifiedName from, QualifiedName to)
      implements TextSearchCommand {}

  record DropMapping(QualifiedName name, List<String> types, boolean ifExists)
      implements TextSearchCommand {}

  @Override
  default String tag() {
    return switch (this) {
      case CreateDictionary _ -> "CREATE TEXT SEARCH DICTIONARY";
      case AlterDictionary _ -> "ALTER TEXT SEARCH DICTIONARY";
      case CreateConfiguration _ -> "CREATE TEXT SEARCH CONFIGURATION";
      case SetMapping _, ReplaceDictionary _, DropMapping _ -> "ALTER TEXT SEARCH CONFIGURATION";
    };
  }
}
