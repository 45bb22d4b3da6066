package dev.tusk.sql.plpgsql;

import dev.tusk.sql.catalog.Variables.Conflict;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.parser.Lexeme;
import dev.tusk.sql.parser.LexicalSettings;
import dev.tusk.sql.parser.SqlParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the readers of one body share: its tokens, its variables and the names known so far. */
final class Compilation {
  private static final String SELECT = "SELECT ";

  final Source source;
  final Header header;
  final TypeNames types;
  final LexicalSettings settings;
  final List<Variable> variables = new ArrayList<>();
  Namespace names;
  Conflict conflict;
  boolean printStrictParameters;

  /** What RETURN gives of a function with outputs. */
  @Nullable Target result;

  private int fragments;

  Compilation(String body, Header header, TypeNames types, LexicalSettings settings) {
    this.source = new Source(body, settings);
    this.header = header;
    this.types = types;
    this.settings = settings;
    this.conflict = header.conflict();
    this.printStrictParameters = header.printStrictParameters();
    this.names = Namespace.labelled(null, header.name(), Namespace.Label.BLOCK);
  }

  int fragments() {
    return fragments;
  }

  // Names.

  void push(@Nullable String label, Namespace.Label kind) {
    names = Namespace.labelled(names, label, kind);
  }

  /** Leaves the innermost block or loop. */
  void pop() {
    Namespace at = names;
    while (at.label() == null) {
      at = outer(at);
    }
    names = outer(at);
  }

  private static Namespace outer(Namespace inner) {
    Namespace outer = inner.outer();
    if (outer == null) {
      throw new IllegalStateException("no block around");
    }
    return outer;
  }

  /** A new variable, which can be named from here on. */
  Variable declare(String name, int line, DataType type) {
    Variable variable = unnamed(name, line, type);
    names = names.with(name, variable);
    return variable;
  }

  Variable unnamed(String name, int line, DataType type) {
    Variable variable = new Variable(variables.size(), name, line, type);
    variables.add(variable);
    return variable;
  }

  /**
   * A variable as written at a place.
   *
   * @param field of a row; null for the variable itself
   * @param written the name with its qualifiers
   * @param tokens how many were used
   * @param rest a further field; null for none
   */
  record Named(
      Variable variable,
      @Nullable String field,
      String written,
      int tokens,
      @Nullable String rest) {
    boolean isScalar() {
      return field != null || !variable.isRecord();
    }

    Target target() {
      return field == null ? new Target.Whole(variable) : new Target.FieldOf(variable, field);
    }
  }

  /** The variable that stands next; null for anything else. Nothing is consumed. */
  @Nullable Named variable() {
    Lexeme first = source.peek();
    if (!Source.isName(first) && first.kind() != Lexeme.Kind.PARAMETER) {
      return null;
    }
    List<String> written = written();
    Namespace.Found found = names.find(written, false);
    if (found == null) {
      return null;
    }
    int extra = written.size() - found.names();
    if (extra > 0 && !found.variable().isRecord() || extra > 1 && found.names() > 1) {
      return null;
    }
    return new Named(
        found.variable(),
        extra > 0 ? written.get(found.names()) : null,
        String.join(".", written),
        2 * written.size() - 1,
        extra > 1 ? written.get(found.names() + 1) : null);
  }

  /** Up to three names with dots between. */
  List<String> written() {
    List<String> written = new ArrayList<>(List.of(source.peek().value()));
    while (written.size() < 3 && source.is(2 * written.size() - 1, ".")) {
      Lexeme member = source.peek(2 * written.size());
      if (member.kind() != Lexeme.Kind.WORD && member.kind() != Lexeme.Kind.QUOTED_WORD) {
        break;
      }
      written.add(member.value());
    }
    return written;
  }

  /** What is said of a name that no variable has, and of anything else that stands there. */
  SqlException notVariable() {
    Lexeme token = source.peek();
    return Source.isName(token)
        ? source.plain(
            String.format(
                Locale.ROOT, "\"%s\" is not a known variable", String.join(".", written())),
            token)
        : source.syntax();
  }

  void requireAssignable(Named named, Lexeme token) {
    if (named.variable().constant()) {
      throw source.plain(
          SqlState.ERROR_IN_ASSIGNMENT,
          String.format(
              Locale.ROOT, "variable \"%s\" is declared CONSTANT", named.variable().name()),
          token);
    }
  }

  // SQL inside.

  /** A piece, and the word or symbol that ends it, which has been read. */
  record Read(Fragment fragment, String end) {}

  Fragment expression(String end) {
    return expression(end, Set.of(end)).fragment();
  }

  /** An expression up to one of some words or symbols. */
  Read expression(String expected, Set<String> ends) {
    int start = source.peek().start();
    String end = skipTo(expected, ends, "expression");
    Fragment made = fragment(text(start, "expression"), Fragment.Kind.EXPRESSION, 0);
    check(made, start);
    return new Read(made, end);
  }

  Fragment statement() {
    int start = source.peek().start();
    skipTo(";", Set.of(";"), "statement");
    Fragment made = fragment(text(start, "statement"), Fragment.Kind.STATEMENT, 0);
    check(made, start);
    return made;
  }

  /** A piece whose kind is only known when its end is: its text. */
  String skipTo(String expected, Set<String> ends, String what) {
    int depth = 0;
    while (true) {
      Lexeme token = source.peek();
      String word = word(token);
      if (depth == 0 && ends.contains(word)) {
        source.next();
        return word;
      }
      if (word.equals("(") || word.equals("[")) {
        depth++;
      } else if (word.equals(")") || word.equals("]")) {
        depth--;
        if (depth < 0) {
          throw source.error("mismatched parentheses");
        }
      }
      if (word.equals(";") || token.kind() == Lexeme.Kind.END) {
        if (depth != 0) {
          throw source.error("mismatched parentheses");
        }
        throw source.plain(
            String.format(Locale.ROOT, "missing \"%s\" at end of SQL %s", expected, what), token);
      }
      source.next();
    }
  }

  /** A reserved word or a symbol; else nothing that ends a piece. */
  private String word(Lexeme token) {
    return Source.isReserved(token)
        ? token.value()
        : token.kind() == Lexeme.Kind.SYMBOL
            ? source.text().substring(token.start(), token.end())
            : "";
  }

  /** The text from an offset to what was read last but one. */
  String text(int start, String what) {
    int end = source.previousEnd();
    if (end <= start) {
      throw source.error(
          what.equals("expression") ? "missing expression" : "missing SQL statement",
          source.last());
    }
    return source.text().substring(start, end);
  }

  Fragment fragment(String sql, Fragment.Kind kind, int from) {
    return new Fragment(fragments++, sql, kind, from, names);
  }

  /** Looks for syntax errors, at the place where they are in the body. */
  void check(Fragment fragment, int start) {
    if (!header.checks()) {
      return;
    }
    boolean whole = fragment.kind() == Fragment.Kind.STATEMENT;
    String sql = whole ? fragment.sql() : SELECT + fragment.sql().substring(fragment.from());
    int shift = source.position(start + fragment.from()) - 1 - (whole ? 0 : SELECT.length());
    try {
      if (SqlParser.parse(sql, settings).isEmpty()) {
        throw SqlException.of(SqlState.SYNTAX_ERROR, "missing SQL statement");
      }
    } catch (SqlException e) {
      int position = e.fields().position();
      throw e.replacePosition(
          position > 0 ? Math.max(1, position + shift) : source.position(start));
    }
  }
}
