package dev.tusk.sql.plpgsql;

import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.parser.Lexeme;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** DECLARE: variables, aliases, cursors. */
final class DeclarationParser {
  private static final String SHADOWED = "shadowed_variables";

  private final Compilation compilation;
  private final Source source;
  private final Consumer<Notice> notices;

  DeclarationParser(Compilation compilation, Consumer<Notice> notices) {
    this.compilation = compilation;
    this.source = compilation.source;
    this.notices = notices;
  }

  /** Everything up to BEGIN; gives the variables that need a value when the block is entered. */
  List<Variable> declarations() {
    List<Variable> declared = new ArrayList<>();
    while (!source.is("begin")) {
      if (source.accept("declare")) {
        continue;
      }
      if (source.is("<<")) {
        throw source.plain("block label must be placed before DECLARE, not after", source.peek());
      }
      Variable variable = declaration();
      if (variable != null) {
        declared.add(variable);
      }
    }
    return declared;
  }

  private @Nullable Variable declaration() {
    Lexeme nameToken = source.peek();
    if (!Source.isName(nameToken)) {
      throw source.syntax();
    }
    int line = source.line();
    String name = source.next().value();
    if (compilation.names.find(List.of(name), true) != null) {
      throw source.error("duplicate declaration", nameToken);
    }
    warnIfShadowing(name, nameToken);
    if (source.is("alias") && source.is(1, "for")) {
      source.skip(2);
      alias(name);
      return null;
    }
    Boolean scroll = scroll();
    if (source.is("cursor") && (source.is(1, "for") || source.is(1, "is") || source.is(1, "("))) {
      source.next();
      return cursor(name, line, scroll);
    }
    if (scroll != null) {
      throw source.syntax();
    }
    return variable(name, line);
  }

  private void warnIfShadowing(String name, Lexeme token) {
    if (compilation.names.find(List.of(name), false) == null) {
      return;
    }
    String message =
        String.format(Locale.ROOT, "variable \"%s\" shadows a previously defined variable", name);
    if (on(compilation.header.extraErrors())) {
      throw source.plain(SqlState.DUPLICATE_ALIAS, message, token);
    }
    if (on(compilation.header.extraWarnings())) {
      notices.accept(
          new Notice(
              "WARNING", SqlState.DUPLICATE_ALIAS, message, null, null, source.position(token)));
    }
  }

  private static boolean on(List<String> checks) {
    return checks.contains(SHADOWED) || checks.contains("all");
  }

  private void alias(String name) {
    Lexeme token = source.peek();
    if (!Source.isName(token) && token.kind() != Lexeme.Kind.PARAMETER) {
      throw source.syntax();
    }
    List<String> written = compilation.written();
    Namespace.Found found = compilation.names.find(written, false);
    if (found == null || found.names() != written.size()) {
      throw source.plain(
          SqlState.UNDEFINED_OBJECT,
          String.format(Locale.ROOT, "variable \"%s\" does not exist", String.join(".", written)),
          token);
    }
    source.skip(2 * written.size() - 1);
    source.expect(";");
    compilation.names = compilation.names.with(name, found.variable());
  }

  /** NO SCROLL or SCROLL before CURSOR. */
  private @Nullable Boolean scroll() {
    if (source.is("no") && source.is(1, "scroll")) {
      source.skip(2);
      return false;
    }
    if (source.is("scroll") && source.is(1, "cursor")) {
      source.next();
      return true;
    }
    return null;
  }

  private Variable cursor(String name, int line, @Nullable Boolean scroll) {
    compilation.push(name, Namespace.Label.OTHER);
    List<Variable> arguments = source.is("(") ? cursorArguments() : null;
    if (!source.accept("is") && !source.accept("for")) {
      throw source.syntax();
    }
    Fragment query = compilation.statement();
    compilation.pop();
    Variable variable = compilation.declare(name, line, DataType.scalar(Types.REFCURSOR, -1));
    variable.bind(new Variable.BoundCursor(query, arguments, scroll));
    variable.initial(
        compilation.fragment(
            "'" + name.replace("'", "''") + "'::pg_catalog.refcursor",
            Fragment.Kind.EXPRESSION,
            0));
    return variable;
  }

  private List<Variable> cursorArguments() {
    source.expect("(");
    List<Variable> arguments = new ArrayList<>();
    do {
      Lexeme token = source.peek();
      int line = source.line();
      String name = source.name();
      if (compilation.names.find(List.of(name), true) != null) {
        throw source.error("duplicate declaration", token);
      }
      arguments.add(compilation.declare(name, line, dataType()));
    } while (source.accept(","));
    source.expect(")");
    return arguments;
  }

  private Variable variable(String name, int line) {
    boolean constant = source.accept("constant");
    DataType type = dataType();
    if (source.accept("collate")) {
      type = compilation.types.collated(collation(), type);
    }
    Lexeme not = source.peek();
    boolean notNull = source.accept("not");
    if (notNull) {
      source.expect("null");
    }
    Fragment initial = null;
    if (!source.accept(";")) {
      if (!source.accept("default") && !source.accept(":=") && !source.accept("=")) {
        throw source.syntax();
      }
      initial = compilation.expression(";");
    }
    Variable variable = compilation.declare(name, line, type);
    variable.initial(initial);
    if (constant) {
      variable.makeConstant();
    }
    if (notNull) {
      variable.makeNotNull();
      if (initial == null) {
        throw source.plain(
            SqlState.NULL_VALUE_NOT_ALLOWED,
            String.format(
                Locale.ROOT,
                "variable \"%s\" must have a default value, since it's declared NOT NULL",
                name),
            not);
      }
    }
    return variable;
  }

  private List<String> collation() {
    List<String> name = new ArrayList<>(List.of(source.name()));
    while (source.accept(".")) {
      name.add(source.name());
    }
    return name;
  }

  /** A type; it ends where a declaration may go on. */
  private DataType dataType() {
    Lexeme first = source.peek();
    DataType like = Source.isName(first) ? like() : null;
    if (like != null) {
      return like;
    }
    int depth = 0;
    while (!endsType(depth)) {
      if (source.is("(")) {
        depth++;
      } else if (source.is(")")) {
        depth--;
      } else if (source.atEnd()) {
        throw source.error(
            depth != 0 ? "mismatched parentheses" : "incomplete data type declaration");
      }
      source.next();
    }
    if (source.peek() == first) {
      throw source.error("missing data type declaration");
    }
    String text = source.text().substring(first.start(), source.peek().start());
    try {
      return compilation.types.type(SqlParser.parseType(text));
    } catch (SqlException e) {
      int position = Math.max(e.fields().position(), 1);
      throw e.replacePosition(source.position(first) + position - 1);
    }
  }

  private static final Set<String> FOLLOWERS = Set.of("collate", "not", "=", ":=", "default", ";");

  private boolean endsType(int depth) {
    return FOLLOWERS.stream().anyMatch(source::is)
        || depth == 0 && (source.is(",") || source.is(")"));
  }

  /** {@code name%TYPE} and {@code relation%ROWTYPE}; null for anything else. */
  private @Nullable DataType like() {
    Lexeme first = source.peek();
    List<String> names = compilation.written();
    int tokens = 2 * names.size() - 1;
    if (!source.is(tokens, "%")) {
      return null;
    }
    DataType found = null;
    try {
      if (source.is(tokens + 1, "type")) {
        Namespace.Found variable = compilation.names.find(names, false);
        found =
            variable != null && variable.names() == names.size()
                ? variable.variable().type()
                : variable == null || names.size() > 1 ? compilation.types.columnType(names) : null;
      } else if (source.is(tokens + 1, "rowtype")) {
        found = compilation.types.rowType(names);
      }
    } catch (SqlException e) {
      throw e.fields().position() > 0 ? e.replacePosition(source.position(first)) : e;
    }
    if (found != null) {
      source.skip(tokens + 2);
    }
    return found;
  }
}
