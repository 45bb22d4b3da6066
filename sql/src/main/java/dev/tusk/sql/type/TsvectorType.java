package dev.tusk.sql.type;

import dev.tusk.sql.textsearch.Lexeme;
import dev.tusk.sql.textsearch.TextVector;
import dev.tusk.sql.textsearch.VectorText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code tsvector}: a {@link TextVector}.
 *
 * <pre>
 *  binary  int32 lexemes, for each: cstring word | int16 positions | int16 weight and number each
 *  key     int32 bytes | int32 lexemes, for each: 0 or 1 without positions | text word |
 *          int32 positions inverted | weight and number of each inverted
 * </pre>
 */
final class TsvectorType extends Type {
  TsvectorType() {
    super(3614, "tsvector", 3643);
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
  public Object parse(String text, FormatSettings settings) {
    return VectorText.read(text);
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    out.putText(VectorText.write((TextVector) value));
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    BinaryReader in = new BinaryReader(bytes, from, length);
    int count = in.int4();
    if (count < 0 || count > length) {
      throw InputError.binary("invalid size of tsvector");
    }
    List<Lexeme> lexemes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String word = in.cstring();
      if (word.getBytes(StandardCharsets.UTF_8).length > Lexeme.MOST_BYTES) {
        throw InputError.binary("invalid tsvector: lexeme too long");
      }
      int[] positions = new int[in.int2() & 0xFFFF];
      if (positions.length > Lexeme.MOST_POSITIONS + 1) {
        throw InputError.binary("unexpected number of tsvector positions");
      }
      for (int p = 0; p < positions.length; p++) {
        positions[p] = in.int2() & 0xFFFF;
        if (p > 0 && Lexeme.number(positions[p]) <= Lexeme.number(positions[p - 1])) {
          throw InputError.binary("position information is misordered");
        }
      }
      lexemes.add(new Lexeme(word, positions));
    }
    in.finish();
    return TextVector.of(lexemes);
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    TextVector vector = (TextVector) value;
    out.putInt(vector.size());
    for (Lexeme lexeme : vector.lexemes()) {
      out.putText(lexeme.word());
      out.put(0);
      out.putShort(lexeme.positions().length);
      for (int position : lexeme.positions()) {
        out.putShort(position);
      }
    }
  }

  @Override
  public int compare(Object left, Object right) {
    return ((TextVector) left).compareTo((TextVector) right);
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    TextVector vector = (TextVector) value;
    out.putInt(vector.bytes());
    out.putInt(vector.size());
    for (Lexeme lexeme : vector.lexemes()) {
      int[] positions = lexeme.positions();
      out.putByte(positions.length > 0 ? 0 : 1);
      out.putText(lexeme.word());
      out.putInt(-positions.length);
      for (int position : positions) {
        out.putInt(-Lexeme.number(position));
        out.putByte(3 - Lexeme.weight(position));
      }
    }
  }
}
