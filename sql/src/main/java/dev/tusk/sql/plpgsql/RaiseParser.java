package dev.tusk.sql.plpgsql;

import dev.tusk.sql.error.Conditions;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.parser.Lexeme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** RAISE and ASSERT; conditions by name. */
final class RaiseParser {
  private static final Pattern CODE = Pattern.compile("[0-9A-Z]{5}");

  private final Compilation compilation;
  private final Source source;

  RaiseParser(Compilation compilation) {
    this.compilation = compilation;
    this.source = compilation.source;
  }

  /** What WHEN catches: the SQLSTATEs of a condition, or {@code others}. */
  List<String> handledCondition() {
    if (source.is("sqlstate")) {
      source.next();
      return List.of(code());
    }
    String name = source.name();
    if (name.equals("others")) {
      return List.of(name);
    }
    List<String> codes = Conditions.codes(name);
    if (codes.isEmpty()) {
      throw unknown(name);
    }
    return codes;
  }

  private static SqlException unknown(String name) {
    return SqlException.of(
        SqlState.UNDEFINED_OBJECT,
        String.format(Locale.ROOT, "unrecognized exception condition \"%s\"", name));
  }

  private String code() {
    if (source.peek().kind() != Lexeme.Kind.STRING) {
      throw source.syntax();
    }
    String code = source.next().value();
    if (!CODE.matcher(code).matches()) {
      throw source.error("invalid SQLSTATE code", source.last());
    }
    return code;
  }

  PlStatement raise() {
    int line = source.line();
    source.next();
    if (source.accept(";")) {
      return new PlStatement.Raise(
          line, PlStatement.Level.EXCEPTION, null, null, List.of(), List.of());
    }
    PlStatement.Level level = level();
    String message = null;
    String condition = null;
    List<Fragment> parameters = new ArrayList<>();
    String end;
    if (source.peek().kind() == Lexeme.Kind.STRING) {
      message = source.next().value();
      end = end(Set.of(",", ";", "using"));
      while (end.equals(",")) {
        Compilation.Read read =
            compilation.expression(", or ; or USING", Set.of(",", ";", "using"));
        parameters.add(read.fragment());
        end = read.end();
      }
    } else {
      condition = source.is("using") ? null : condition();
      end = end(Set.of(";", "using"));
    }
    List<PlStatement.RaiseOption> options = end.equals("using") ? options() : List.of();
    checkParameters(message, parameters.size());
    return new PlStatement.Raise(line, level, condition, message, parameters, options);
  }

  private PlStatement.Level level() {
    for (PlStatement.Level level : PlStatement.Level.values()) {
      if (source.accept(level.name().toLowerCase(Locale.ROOT))) {
        if (source.atEnd()) {
          throw source.error("unexpected end of function definition");
        }
        return level;
      }
    }
    return PlStatement.Level.EXCEPTION;
  }

  private String end(Set<String> allowed) {
    for (String end : allowed) {
      if (source.accept(end)) {
        return end;
      }
    }
    throw source.syntax();
  }

  private String condition() {
    if (source.is("sqlstate")) {
      source.next();
      return code();
    }
    String name = source.name();
    if (Conditions.codes(name).isEmpty()) {
      throw unknown(name);
    }
    return name;
  }

  private List<PlStatement.RaiseOption> options() {
    List<PlStatement.RaiseOption> options = new ArrayList<>();
    String end;
    do {
      if (source.atEnd()) {
        throw source.error("unexpected end of function definition");
      }
      PlStatement.RaiseField field = field();
      if (field == null) {
        throw source.error("unrecognized RAISE statement option");
      }
      source.next();
      if (!source.accept("=") && !source.accept(":=")) {
        throw source.error("syntax error, expected \"=\"");
      }
      Compilation.Read read = compilation.expression(", or ;", Set.of(",", ";"));
      options.add(new PlStatement.RaiseOption(field, read.fragment()));
      end = read.end();
    } while (end.equals(","));
    return options;
  }

  private PlStatement.@Nullable RaiseField field() {
    for (PlStatement.RaiseField field : PlStatement.RaiseField.values()) {
      if (source.is(field.name().toLowerCase(Locale.ROOT))) {
        return field;
      }
    }
    return null;
  }

  private static void checkParameters(@Nullable String message, int given) {
    if (message == null) {
      return;
    }
    int expected = 0;
    for (int i = 0; i < message.length(); i++) {
      if (message.charAt(i) == '%') {
        if (i + 1 < message.length() && message.charAt(i + 1) == '%') {
          i++;
        } else {
          expected++;
        }
      }
    }
    if (expected != given) {
      throw SqlException.of(
          SqlState.SYNTAX_ERROR,
          expected < given
              ? "too many parameters specified for RAISE"
              : "too few parameters specified for RAISE");
    }
  }

  PlStatement assertion() {
    int line = source.line();
    source.next();
    Compilation.Read read = compilation.expression(", or ;", Set.of(",", ";"));
    Fragment message = read.end().equals(",") ? compilation.expression(";") : null;
    return new PlStatement.Assertion(line, read.fragment(), message);
  }
}
