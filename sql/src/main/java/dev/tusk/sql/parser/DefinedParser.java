package dev.tusk.sql.parser;

import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.statement.DefinedCommand;
import dev.tusk.sql.statement.DefinedKind;
import dev.tusk.sql.statement.Statement;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Statements about the objects of {@link DefinedKind}. */
final class DefinedParser {
  private final Tokens tokens;

  DefinedParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Whether the words of a kind stand next. */
  static boolean stands(Tokens tokens) {
    return next(tokens) != null;
  }

  private static @Nullable DefinedKind next(Tokens tokens) {
    for (DefinedKind kind : DefinedKind.values()) {
      String[] words = words(kind);
      int i = 0;
      while (i < words.length && tokens.is(i + 1, words[i])) {
        i++;
      }
      if (i == words.length) {
        return kind;
      }
    }
    return null;
  }

  private static String[] words(DefinedKind kind) {
    return kind.words().toLowerCase(Locale.ROOT).split(" ");
  }

  /** Reads the words of a kind if they stand next; null for others. */
  private @Nullable DefinedKind kind() {
    DefinedKind kind = next(tokens);
    if (kind != null) {
      tokens.expect(words(kind));
    }
    return kind;
  }

  /** Behind CREATE, where the words of a kind stand next. */
  Statement create() {
    DefinedKind kind = kind();
    return switch (kind) {
      case FOREIGN_DATA_WRAPPER -> new ForeignParser(tokens).createWrapper();
      case PUBLICATION -> new PublicationParser(tokens).create();
      case TABLESPACE -> new TablespaceParser(tokens).create();
      case STATISTICS -> new StatisticsParser(tokens).create();
      case SERVER -> new ForeignParser(tokens).createServer();
      case TEXT_SEARCH_CONFIGURATION -> new TextSearchParser(tokens).createConfiguration();
      case TEXT_SEARCH_DICTIONARY -> new TextSearchParser(tokens).createDictionary();
      case null -> throw tokens.unexpected();
    };
  }

  /** Behind ALTER; null where something else stands next. */
  @Nullable Statement alter() {
    DefinedKind kind = kind();
    if (kind == null) {
      return null;
    }
    boolean ifExists = kind == DefinedKind.STATISTICS && DropParser.ifExists(tokens);
    QualifiedName name = name(kind);
    if (ifExists || kind == DefinedKind.STATISTICS && tokens.is(2, "statistics")) {
      return new StatisticsParser(tokens).alter(name, ifExists);
    }
    if (tokens.accept("rename")) {
      tokens.expect("to");
      return new DefinedCommand.Rename(kind, name, tokens.name());
    }
    if (tokens.accept("owner")) {
      tokens.expect("to");
      return new DefinedCommand.Owner(kind, name, tokens.role());
    }
    if (kind.qualified() && tokens.accept("set", "schema")) {
      return new DefinedCommand.SetSchema(kind, name, tokens.name());
    }
    return switch (kind) {
      case FOREIGN_DATA_WRAPPER -> new ForeignParser(tokens).alterWrapper(name.name());
      case PUBLICATION -> new PublicationParser(tokens).alter(name.name());
      case TABLESPACE -> new TablespaceParser(tokens).alter(name.name());
      case STATISTICS -> throw tokens.unexpected();
      case SERVER -> new ForeignParser(tokens).alterServer(name.name());
      case TEXT_SEARCH_CONFIGURATION -> new TextSearchParser(tokens).alterConfiguration(name);
      case TEXT_SEARCH_DICTIONARY -> new TextSearchParser(tokens).alterDictionary(name);
    };
  }

  /** Behind DROP; null where something else stands next. */
  @Nullable Statement drop() {
    DefinedKind kind = kind();
    if (kind == null) {
      return null;
    }
    if (kind == DefinedKind.TABLESPACE) {
      return new TablespaceParser(tokens).drop();
    }
    boolean ifExists = DropParser.ifExists(tokens);
    List<QualifiedName> names = tokens.list(() -> name(kind));
    return new DefinedCommand.Drop(kind, names, ifExists, DropParser.cascade(tokens));
  }

  /** Behind COMMENT ON; null where something else stands next. */
  @Nullable Statement comment() {
    DefinedKind kind = kind();
    if (kind == null) {
      return null;
    }
    QualifiedName name = name(kind);
    tokens.expect("is");
    String text = tokens.accept("null") ? null : tokens.string();
    return new DefinedCommand.CommentOn(kind, name, text);
  }

  private QualifiedName name(DefinedKind kind) {
    return kind.qualified() ? tokens.qualifiedName() : new QualifiedName(null, tokens.name());
  }
}
