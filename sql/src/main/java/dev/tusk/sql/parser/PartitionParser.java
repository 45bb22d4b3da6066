package dev.tusk.sql.parser;

import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.grammar.PgToken;
import dev.tusk.sql.statement.AlterAction;
import dev.tusk.sql.statement.ParsedExpression;
import dev.tusk.sql.statement.PartitionBy;
import dev.tusk.sql.statement.PartitionValues;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said of partitions in CREATE TABLE, ALTER TABLE and ALTER INDEX. */
final class PartitionParser {
  private final Tokens tokens;

  PartitionParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** PARTITION BY, or nothing. */
  @Nullable PartitionBy by() {
    if (!tokens.accept("partition")) {
      return null;
    }
    tokens.expect("by");
    String strategy = tokens.name();
    tokens.expect(PgParserConstants.LPAREN);
    List<PartitionBy.Element> elements = tokens.list(this::element);
    tokens.expect(PgParserConstants.RPAREN);
    return new PartitionBy(strategy, elements);
  }

  private PartitionBy.Element element() {
    int position = tokens.peek().beginColumn;
    String column = null;
    ParsedExpression expression = null;
    if (tokens.accept(PgParserConstants.LPAREN)) {
      expression = tokens.expression();
      tokens.expect(PgParserConstants.RPAREN);
    } else if (tokens.startsFunctionCall()) {
      expression = tokens.functionCall();
    } else {
      column = tokens.name();
    }
    QualifiedName collation = tokens.accept("collate") ? tokens.qualifiedName() : null;
    QualifiedName operatorClass =
        tokens.accept("using") || tokens.peek().isColumnName() ? tokens.qualifiedName() : null;
    return new PartitionBy.Element(column, expression, collation, operatorClass, position);
  }

  /** FOR VALUES …, or DEFAULT. */
  PartitionValues values() {
    int start = tokens.peek().beginColumn;
    if (tokens.accept("default")) {
      return new PartitionValues.Default(start);
    }
    tokens.expect("for", "values");
    int position = tokens.peek().beginColumn;
    if (tokens.accept("in")) {
      return new PartitionValues.In(list(), position);
    }
    if (tokens.accept("from")) {
      List<PartitionValues.Value> from = list();
      tokens.expect("to");
      return new PartitionValues.Range(from, list(), position);
    }
    tokens.expect("with");
    return hash(position);
  }

  private List<PartitionValues.Value> list() {
    tokens.expect(PgParserConstants.LPAREN);
    List<PartitionValues.Value> values = tokens.list(this::value);
    tokens.expect(PgParserConstants.RPAREN);
    return values;
  }

  private PartitionValues.Value value() {
    PgToken first = tokens.peek();
    int after = tokens.peek(2).kind;
    boolean alone =
        first.isColumnName()
            && (after == PgParserConstants.COMMA || after == PgParserConstants.RPAREN);
    return new PartitionValues.Value(
        tokens.expression(), alone ? first.value : null, first.beginColumn);
  }

  private PartitionValues hash(int position) {
    int modulus = -1;
    int remainder = -1;
    tokens.expect(PgParserConstants.LPAREN);
    do {
      int at = tokens.peek().beginColumn;
      String name = tokens.word();
      if (!tokens.is(PgParserConstants.UNSIGNED_INTEGER_LITERAL)) {
        throw tokens.unexpected();
      }
      int value = (int) tokens.integer();
      switch (name) {
        case "modulus" -> modulus = once(modulus, value, name, at);
        case "remainder" -> remainder = once(remainder, value, name, at);
        default ->
            throw SqlException.of(
                    SqlState.SYNTAX_ERROR,
                    "unrecognized hash partition bound specification \"" + name + "\"")
                .at(at);
      }
    } while (tokens.accept(PgParserConstants.COMMA));
    tokens.expect(PgParserConstants.RPAREN);
    if (modulus < 0) {
      throw missing("modulus");
    }
    if (remainder < 0) {
      throw missing("remainder");
    }
    return new PartitionValues.Hash(modulus, remainder, position);
  }

  private static int once(int known, int value, String name, int position) {
    if (known >= 0) {
      throw SqlException.of(
              SqlState.DUPLICATE_OBJECT, name + " for hash partition provided more than once")
          .at(position);
    }
    return value;
  }

  private static SqlException missing(String name) {
    return SqlException.of(SqlState.SYNTAX_ERROR, name + " for hash partition must be specified");
  }

  /** ATTACH PARTITION of a table. */
  AlterAction attach() {
    tokens.expect("attach", "partition");
    int position = tokens.peek().beginColumn;
    QualifiedName partition = tokens.qualifiedName();
    return new AlterAction.AttachPartition(partition, position, values());
  }

  /** ATTACH PARTITION of an index. */
  AlterAction attachIndex() {
    tokens.expect("attach", "partition");
    int position = tokens.peek().beginColumn;
    return new AlterAction.AttachPartition(tokens.qualifiedName(), position, null);
  }

  AlterAction detach() {
    tokens.expect("detach", "partition");
    QualifiedName partition = tokens.qualifiedName();
    boolean concurrently = tokens.accept("concurrently");
    boolean finish = !concurrently && tokens.accept("finalize");
    return new AlterAction.DetachPartition(partition, concurrently, finish);
  }
}
