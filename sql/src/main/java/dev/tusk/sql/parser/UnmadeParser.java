package dev.tusk.sql.parser;

import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.statement.DropUnmade;
import dev.tusk.sql.statement.DropUnmade.Kind;
import dev.tusk.sql.statement.Statement;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** DROP of kinds of objects that no statement makes. */
final class UnmadeParser {
  private final Tokens tokens;

  UnmadeParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Null where something else stands next. */
  @Nullable Statement drop() {
    if (tokens.is("procedural") && tokens.is(2, "language")) {
      tokens.next();
    }
    for (Kind kind : Kind.values()) {
      if (tokens.accept(kind.words().toLowerCase(Locale.ROOT).split(" "))) {
        return drop(kind);
      }
    }
    return null;
  }

  private Statement drop(Kind kind) {
    boolean ifExists = DropParser.ifExists(tokens);
    boolean one =
        switch (kind) {
          case LANGUAGE,
              CONVERSION,
              ACCESS_METHOD,
              SUBSCRIPTION,
              TABLESPACE,
              OPERATOR_CLASS,
              OPERATOR_FAMILY ->
              true;
          default -> false;
        };
    List<QualifiedName> names =
        !kind.qualified()
            ? (one ? List.of(tokens.name()) : tokens.names())
                .stream().map(name -> new QualifiedName(null, name)).toList()
            : one ? List.of(tokens.qualifiedName()) : tokens.qualifiedNames();
    String method = "";
    if (kind == Kind.OPERATOR_CLASS || kind == Kind.OPERATOR_FAMILY) {
      tokens.expect("using");
      method = tokens.name();
    }
    if (kind != Kind.TABLESPACE) {
      DropParser.cascade(tokens);
    }
    return new DropUnmade(kind, names, method, ifExists);
  }
}
