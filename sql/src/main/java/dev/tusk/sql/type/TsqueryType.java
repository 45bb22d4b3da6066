package dev.tusk.sql.type;

import dev.tusk.sql.textsearch.Lexeme;
import dev.tusk.sql.textsearch.QueryNode;
import dev.tusk.sql.textsearch.QueryText;
import dev.tusk.sql.textsearch.TextQuery;
import java.nio.charset.StandardCharsets;

/**
 * {@code tsquery}: a {@link TextQuery}.
 *
 * <pre>
 *  binary  int32 nodes, then from the root, the right side before the left:
 *          1 | byte weights | byte prefix | cstring word
 *          2 | byte 1 NOT, 2 AND, 3 OR, 4 PHRASE | int16 distance of a PHRASE
 *  key     int32 nodes | int32 bytes | from the root: kind, sides, distance inverted; of a word its
 *          checksum inverted, then the word
 * </pre>
 */
final class TsqueryType extends Type {
  private static final int VALUE = 1;
  private static final int OPERATOR = 2;
  private static final int NOT = 1;
  private static final int AND = 2;
  private static final int OR = 3;
  private static final int PHRASE = 4;

  TsqueryType() {
    super(3615, "tsquery", 3645);
  }

  @Override
  public char category() {
    return 'U';
  }

  @Override
  public int length() {
    return -1;
  }

  @Override
  public char storage() {
    return 'p';
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    return QueryText.read(text);
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    out.putText(QueryText.write((TextQuery) value));
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    BinaryReader in = new BinaryReader(bytes, from, length);
    int nodes = in.int4();
    TextQuery query = nodes == 0 ? TextQuery.EMPTY : new TextQuery(node(in));
    in.finish();
    if (query.size() != nodes) {
      throw InputError.binary("invalid size of tsquery");
    }
    return query;
  }

  private static QueryNode node(BinaryReader in) {
    int type = in.int1();
    if (type == VALUE) {
      int weights = in.int1();
      boolean prefix = in.int1() != 0;
      String word = in.cstring();
      if (weights > 0xF) {
        throw InputError.binary("invalid tsquery: invalid weight bitmap");
      }
      if (word.getBytes(StandardCharsets.UTF_8).length > Lexeme.MOST_BYTES) {
        throw InputError.binary("invalid tsquery: operand too long");
      }
      return new QueryNode.Word(word, weights, prefix);
    }
    if (type != OPERATOR) {
      throw InputError.binary("unrecognized tsquery node type: " + type);
    }
    int operator = in.int1();
    if (operator == NOT) {
      return new QueryNode.Not(node(in));
    }
    if (operator > PHRASE || operator == 0) {
      throw InputError.binary("invalid tsquery: unrecognized operator type " + operator);
    }
    int distance = operator == PHRASE ? in.int2() & 0xFFFF : 0;
    QueryNode right = node(in);
    QueryNode left = node(in);
    return operator == AND
        ? new QueryNode.And(left, right)
        : operator == OR
            ? new QueryNode.Or(left, right)
            : new QueryNode.Phrase(left, right, distance);
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    TextQuery query = (TextQuery) value;
    out.putInt(query.size());
    QueryNode root = query.root();
    if (root != null) {
      write(root, out);
    }
  }

  private static void write(QueryNode node, ByteWriter out) {
    switch (node) {
      case QueryNode.Word(var text, var weights, var prefix) -> {
        out.put(VALUE);
        out.put(weights);
        out.put(prefix ? 1 : 0);
        out.putText(text);
        out.put(0);
      }
      case QueryNode.Not(var operand) -> {
        out.put(OPERATOR);
        out.put(NOT);
        write(operand, out);
      }
      case QueryNode.And(var left, var right) -> pair(AND, -1, left, right, out);
      case QueryNode.Or(var left, var right) -> pair(OR, -1, left, right, out);
      case QueryNode.Phrase(var left, var right, var distance) ->
          pair(PHRASE, distance, left, right, out);
    }
  }

  private static void pair(
      int operator, int distance, QueryNode left, QueryNode right, ByteWriter out) {
    out.put(OPERATOR);
    out.put(operator);
    if (distance >= 0) {
      out.putShort(distance);
    }
    write(right, out);
    write(left, out);
  }

  @Override
  public int compare(Object left, Object right) {
    return ((TextQuery) left).compareTo((TextQuery) right);
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    TextQuery query = (TextQuery) value;
    out.putInt(query.size());
    out.putInt(query.bytes());
    QueryNode root = query.root();
    if (root != null) {
      writeKey(root, out);
    }
  }

  private static void writeKey(QueryNode node, KeyWriter out) {
    switch (node) {
      case QueryNode.Word word -> {
        out.putByte(5);
        out.putInt(~TextQuery.checksum(word.text()));
        out.putText(word.text());
      }
      case QueryNode.Not(var operand) -> {
        out.putByte(4);
        writeKey(operand, out);
      }
      case QueryNode.And(var left, var right) -> {
        out.putByte(3);
        writeKey(right, out);
        writeKey(left, out);
      }
      case QueryNode.Or(var left, var right) -> {
        out.putByte(2);
        writeKey(right, out);
        writeKey(left, out);
      }
      case QueryNode.Phrase(var left, var right, var distance) -> {
        out.putByte(1);
        writeKey(right, out);
        writeKey(left, out);
        out.putInt(-distance);
      }
    }
  }
}
