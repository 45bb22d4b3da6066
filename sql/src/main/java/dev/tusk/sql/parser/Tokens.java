package dev.tusk.sql.parser;

import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.GrammarException;
import dev.tusk.sql.grammar.ParseException;
import dev.tusk.sql.grammar.PgNumber;
import dev.tusk.sql.grammar.PgParser;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.grammar.PgToken;
import dev.tusk.sql.grammar.PgTypeName;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.sql.statement.RoleSpec;
import dev.tusk.sql.statement.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/**
 * The tokens of a text, for recursive descent; expressions, types and queries are left to the
 * generated parser, which reads the same tokens.
 */
final class Tokens {
  private final String text;
  private final ParserTokens source;
  private final PgParser parser;

  /** A production of the generated parser. */
  private interface Production<T> {
    T parse() throws ParseException;
  }

  Tokens(ParserTokens source, String text) {
    this.text = text;
    this.source = source;
    this.parser = new PgParser(source);
  }

  ParserTokens source() {
    return source;
  }

  /** The next token but {@code n - 1}, not consumed. */
  PgToken peek(int n) {
    return (PgToken) parser.getToken(n);
  }

  PgToken peek() {
    return peek(1);
  }

  PgToken next() {
    return (PgToken) parser.getNextToken();
  }

  /** Whatever stands next, unless the scanner refused it. */
  PgToken nextOfAny() {
    SqlException refusal = source.refusal(peek(1));
    if (refusal != null) {
      throw refusal;
    }
    return next();
  }

  /** The text from an offset to the end of what was consumed last. */
  String text(int start) {
    return text.substring(start, last().end);
  }

  /** The token consumed last. */
  PgToken last() {
    return (PgToken) parser.getToken(0);
  }

  boolean is(String word) {
    return peek(1).is(word);
  }

  boolean is(int n, String word) {
    return peek(n).is(word);
  }

  boolean is(int kind) {
    return peek(1).kind == kind;
  }

  /** A name that is no key word of PostgreSQL, yet means something here. */
  boolean isPlain(String word) {
    PgToken token = peek(1);
    return token.keyword == null
        && token.kind == PgParserConstants.IDENTIFIER
        && token.value.equals(word);
  }

  /** Consumes these words if they stand next, all of them or none. */
  boolean accept(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (!is(i + 1, words[i])) {
        return false;
      }
    }
    for (int i = 0; i < words.length; i++) {
      next();
    }
    return true;
  }

  boolean accept(int kind) {
    if (!is(kind)) {
      return false;
    }
    next();
    return true;
  }

  void expect(String... words) {
    for (String word : words) {
      if (!is(word)) {
        throw unexpected();
      }
      next();
    }
  }

  void expect(int kind) {
    if (!is(kind)) {
      throw unexpected();
    }
    next();
  }

  boolean atEnd() {
    return is(PgParserConstants.EOF) || is(PgParserConstants.SEMICOLON);
  }

  /** The next token has no place here. */
  SqlException unexpected() {
    return unexpected(peek(1));
  }

  SqlException unexpected(PgToken token) {
    SqlException refusal = source.refusal(token);
    if (refusal != null) {
      return refusal;
    }
    String place =
        token.kind == PgParserConstants.EOF
            ? " at end of input"
            : " at or near \"" + text.substring(token.start, token.end) + "\"";
    return SqlException.of(SqlState.SYNTAX_ERROR, "syntax error" + place).at(token.beginColumn);
  }

  /** 0A000, at the next token. */
  SqlException unsupported(String feature) {
    return SqlException.notSupported(feature).at(peek(1).beginColumn);
  }

  // Names.

  /** PostgreSQL's ColId. */
  String name() {
    if (!peek(1).isColumnName()) {
      throw unexpected();
    }
    return next().value;
  }

  /** PostgreSQL's ColLabel: any word. */
  String label() {
    if (!peek(1).isLabel()) {
      throw unexpected();
    }
    return next().value;
  }

  /** PostgreSQL's NonReservedWord. */
  String word() {
    if (!peek(1).isNonReservedWord()) {
      throw unexpected();
    }
    return next().value;
  }

  /** A role: a name or one of the words that stand for one (RoleSpec). */
  RoleSpec role() {
    PgToken token = peek(1);
    if (is("current_user") || is("session_user") || is("current_role")) {
      String name = next().value;
      return new RoleSpec(RoleSpec.Kind.valueOf(name.toUpperCase(Locale.ROOT)), name);
    }
    String name = word();
    if (name.equals("none")) {
      throw SqlException.of(SqlState.RESERVED_NAME, "role name \"none\" is reserved")
          .at(token.beginColumn);
    }
    return name.equals("public") ? new RoleSpec(RoleSpec.Kind.PUBLIC, name) : RoleSpec.named(name);
  }

  /** A role by its name (RoleId). */
  String roleName() {
    int position = peek(1).beginColumn;
    RoleSpec role = role();
    return switch (role.kind()) {
      case NAMED -> role.name();
      case PUBLIC ->
          throw SqlException.of(SqlState.RESERVED_NAME, "role name \"public\" is reserved")
              .at(position);
      case CURRENT_ROLE, CURRENT_USER, SESSION_USER ->
          throw SqlException.of(
                  SqlState.RESERVED_NAME, role.kind() + " cannot be used as a role name here")
              .at(position);
    };
  }

  List<String> names() {
    return list(this::name);
  }

  /** {@code (a, b)}. */
  List<String> parenthesizedNames() {
    expect(PgParserConstants.LPAREN);
    List<String> names = names();
    expect(PgParserConstants.RPAREN);
    return names;
  }

  /** {@code (a, b)}, or nothing. */
  List<String> optionalNames() {
    return is(PgParserConstants.LPAREN) ? parenthesizedNames() : List.of();
  }

  QualifiedName qualifiedName() {
    int position = peek(1).beginColumn;
    String first = name();
    if (!accept(PgParserConstants.DOT)) {
      return new QualifiedName(null, first);
    }
    String second = label();
    if (accept(PgParserConstants.DOT)) {
      throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED,
              String.format(
                  Locale.ROOT,
                  "cross-database references are not implemented: \"%s.%s.%s\"",
                  first,
                  second,
                  label()))
          .at(position);
    }
    return new QualifiedName(first, second);
  }

  List<QualifiedName> qualifiedNames() {
    return list(this::qualifiedName);
  }

  <T> List<T> list(Supplier<T> item) {
    List<T> items = new ArrayList<>();
    do {
      items.add(item.get());
    } while (accept(PgParserConstants.COMMA));
    return List.copyOf(items);
  }

  // Constants.

  String string() {
    if (!is(PgParserConstants.QUOTED_STRING)) {
      throw unexpected();
    }
    return next().value;
  }

  /** A whole number with a sign. */
  long integer() {
    boolean negative = accept(PgParserConstants.MINUS);
    if (!negative) {
      accept(PgParserConstants.PLUS);
    }
    PgToken token = peek(1);
    if (token.kind != PgParserConstants.UNSIGNED_INTEGER_LITERAL
        && token.kind != PgParserConstants.DECIMAL_NUMERIC_LITERAL) {
      throw unexpected();
    }
    next();
    try {
      return Long.parseLong(negative ? "-" + token.value : token.value);
    } catch (NumberFormatException e) {
      throw SqlException.of(
              SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
              "value \"" + token.value + "\" is out of range for type bigint")
          .at(token.beginColumn);
    }
  }

  /** A whole number of type integer, with a sign: PostgreSQL's SignedIconst. */
  long smallInteger() {
    boolean signed = is(PgParserConstants.MINUS) || is(PgParserConstants.PLUS);
    PgToken digits = peek(signed ? 2 : 1);
    if (digits.kind != PgParserConstants.UNSIGNED_INTEGER_LITERAL) {
      throw unexpected(digits);
    }
    return integer();
  }

  /** A number in text, with its sign. */
  String number() {
    String sign = accept(PgParserConstants.MINUS) ? "-" : "";
    if (sign.isEmpty()) {
      accept(PgParserConstants.PLUS);
    }
    if (!isNumber(peek(1))) {
      throw unexpected();
    }
    return sign + next().value;
  }

  static boolean isNumber(PgToken token) {
    return token.kind == PgParserConstants.UNSIGNED_INTEGER_LITERAL
        || token.kind == PgParserConstants.DECIMAL_NUMERIC_LITERAL;
  }

  // What the generated parser reads.

  ParsedExpression expression() {
    int start = peek(1).start;
    SqlNode node = generated(() -> parser.Operation(0, false));
    return new ParsedExpression(text.substring(start, last().end), new CalciteTree(node));
  }

  /** PostgreSQL's b_expr: what DEFAULT takes. */
  ParsedExpression restrictedExpression() {
    int start = peek(1).start;
    SqlNode node = generated(() -> parser.Operation(0, true));
    return new ParsedExpression(text.substring(start, last().end), new CalciteTree(node));
  }

  /** A function call, as an index's key. */
  ParsedExpression functionCall() {
    int start = peek(1).start;
    SqlNode node = generated(parser::FunctionWithoutWindow);
    return new ParsedExpression(text.substring(start, last().end), new CalciteTree(node));
  }

  boolean startsFunctionCall() {
    return generated(parser::StartsFunctionTable);
  }

  SqlNode queryOrModification() {
    return generated(parser::SqlStmt);
  }

  TypeName type() {
    int position = peek(1).beginColumn;
    SqlDataTypeSpec specification = generated(parser::DataType);
    PgTypeName type = (PgTypeName) specification.getTypeNameSpec();
    List<String> names = type.names();
    List<String> modifiers = type.modifiers().stream().map(this::modifier).toList();
    String schema = names.size() > 1 ? names.get(names.size() - 2) : null;
    return new TypeName(
        schema, type.name(), modifiers, type.arrayDimensions(), type.intervalFields(), position);
  }

  private String modifier(SqlNode node) {
    return switch (node) {
      case PgNumber number -> number.text();
      case SqlIdentifier identifier when identifier.isSimple() -> identifier.getSimple();
      case SqlCharStringLiteral literal -> literal.getValueAs(String.class);
      default ->
          throw SqlException.of(
                  SqlState.SYNTAX_ERROR, "type modifiers must be simple constants or identifiers")
              .at(node.getParserPosition().getColumnNum());
    };
  }

  private <T> T generated(Production<T> production) {
    try {
      return production.parse();
    } catch (ParseException e) {
      throw unexpected();
    } catch (GrammarException e) {
      throw placed(e);
    }
  }

  private static SqlException placed(GrammarException e) {
    for (SqlState state : SqlState.values()) {
      if (state.code().equals(e.sqlState())) {
        return SqlException.of(state, String.valueOf(e.getMessage()))
            .withHint(e.hint())
            .at(e.position());
      }
    }
    throw new IllegalStateException("no such SQLSTATE: " + e.sqlState());
  }
}
