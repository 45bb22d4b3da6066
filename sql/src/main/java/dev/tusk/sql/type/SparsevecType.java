package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code sparsevec(n)} as pgvector has it: up to 1,000,000,000 elements, of which up to 16,000 are
 * not zero and stored; the typmod is n. Places count from 1 in text and from 0 in binary.
 *
 * <pre>
 *  binary  int32 dimensions | int32 count | int32 0 | count × int32 place | count × float4
 * </pre>
 */
public final class SparsevecType extends Type {
  /** SPARSEVEC_MAX_DIM in pgvector's sparsevec.h. */
  public static final int MAX_DIMENSIONS = 1_000_000_000;

  /** SPARSEVEC_MAX_NNZ there. */
  public static final int MAX_ELEMENTS = 16_000;

  static final String NAME = "sparsevec";

  private static final int NEGATIVE = 1;
  private static final int POSITIVE = 2;

  SparsevecType() {
    super(16389, NAME, 16390);
  }

  @Override
  public String displayName(int typmod) {
    return typmod < 0 ? NAME : NAME + "(" + typmod + ")";
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
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return SparseVectorParser.parse(utf8, 0, utf8.length);
  }

  @Override
  public Object parse(byte[] utf8, int from, int length, FormatSettings settings) {
    return SparseVectorParser.parse(utf8, from, length);
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    SparseVector vector = (SparseVector) value;
    out.put('{');
    for (int i = 0; i < vector.count(); i++) {
      if (i > 0) {
        out.put(',');
      }
      IntegerText.write(vector.indexes()[i] + 1L, out);
      out.put(':');
      FloatText.write(vector.values()[i], out);
    }
    out.put('}');
    out.put('/');
    IntegerText.write(vector.dimensions(), out);
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    if (length < 12) {
      throw InputError.insufficientData();
    }
    int dimensions = BinaryReader.int4(bytes, from);
    int count = BinaryReader.int4(bytes, from + 4);
    int unused = BinaryReader.int4(bytes, from + 8);
    VectorErrors.checkDimensions(NAME, dimensions, MAX_DIMENSIONS);
    checkCount(count, dimensions);
    if (unused != 0) {
      throw VectorErrors.data("expected unused to be 0, not " + unused);
    }
    int[] indexes = new int[count];
    float[] values = new float[count];
    int at = from + 12;
    for (int i = 0; i < count; i++, at += 4) {
      if (at + 4 > from + length) {
        throw InputError.insufficientData();
      }
      indexes[i] = BinaryReader.int4(bytes, at);
      checkIndex(indexes, i, dimensions);
    }
    BinaryReader.expect(12 + 8 * count, length);
    for (int i = 0; i < count; i++, at += 4) {
      values[i] = Float.intBitsToFloat(BinaryReader.int4(bytes, at));
      VectorErrors.checkElement(NAME, values[i]);
      if (values[i] == 0) {
        throw VectorErrors.data("binary representation of sparsevec cannot contain zero values");
      }
    }
    return new SparseVector(dimensions, indexes, values);
  }

  /** 22000 or 54000 unless a value can have as many elements that are not zero. */
  public static void checkCount(int count, int dimensions) {
    if (count < 0) {
      throw VectorErrors.data("sparsevec cannot have negative number of elements");
    }
    if (count > MAX_ELEMENTS) {
      throw tooManyElements();
    }
    if (count > dimensions) {
      throw SqlException.of(
          SqlState.PROGRAM_LIMIT_EXCEEDED, "sparsevec cannot have more elements than dimensions");
    }
  }

  static SqlException tooManyElements() {
    return SqlException.of(
        SqlState.PROGRAM_LIMIT_EXCEEDED,
        "sparsevec cannot have more than " + MAX_ELEMENTS + " non-zero elements");
  }

  /** 22000 unless a place is within the dimensions and behind the one before. */
  static void checkIndex(int[] indexes, int i, int dimensions) {
    if (indexes[i] < 0 || indexes[i] >= dimensions) {
      throw VectorErrors.data("sparsevec index out of bounds");
    }
    if (i > 0 && indexes[i] < indexes[i - 1]) {
      throw VectorErrors.data("sparsevec indices must be in ascending order");
    }
    if (i > 0 && indexes[i] == indexes[i - 1]) {
      throw VectorErrors.data("sparsevec indices must not contain duplicates");
    }
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    SparseVector vector = (SparseVector) value;
    out.putInt(vector.dimensions());
    out.putInt(vector.count());
    out.putInt(0);
    for (int index : vector.indexes()) {
      out.putInt(index);
    }
    for (float element : vector.values()) {
      out.putFloat(element);
    }
  }

  @Override
  public int typmodIn(List<String> modifiers) {
    return VectorErrors.typmodIn(NAME, modifiers, MAX_DIMENSIONS);
  }

  @Override
  public Object applyTypmod(Object value, int typmod, boolean explicit) {
    VectorErrors.checkExpected(typmod, ((SparseVector) value).dimensions());
    return value;
  }

  /** As if all elements were there: by elements, then the shorter first. */
  @Override
  public int compare(Object left, Object right) {
    SparseVector a = (SparseVector) left;
    SparseVector b = (SparseVector) right;
    int both = Math.min(a.count(), b.count());
    for (int i = 0; i < both; i++) {
      int place = a.indexes()[i] - b.indexes()[i];
      float x = a.values()[i];
      float y = b.values()[i];
      if (place != 0) {
        return place < 0 ? sign(x) : -sign(y);
      }
      if (x != y) {
        return x < y ? -1 : 1;
      }
    }
    if (a.count() < b.count() && b.indexes()[both] < a.dimensions()) {
      return -sign(b.values()[both]);
    }
    if (a.count() > b.count() && a.indexes()[both] < b.dimensions()) {
      return sign(a.values()[both]);
    }
    return Integer.compare(a.dimensions(), b.dimensions());
  }

  private static int sign(float value) {
    return value < 0 ? -1 : 1;
  }

  @Override
  public int hash(Object value) {
    return value.hashCode();
  }

  /**
   * A negative element is less than the zeros that stand elsewhere in its place, the more so the
   * earlier it comes; a positive one is greater. The end is less than any element that may stand
   * there.
   *
   * <pre>
   *  element  01 place float | 02 place, all bits flipped, float
   *  end      01 dimensions 00000000
   * </pre>
   */
  @Override
  public void writeKey(Object value, KeyWriter out) {
    SparseVector vector = (SparseVector) value;
    for (int i = 0; i < vector.count(); i++) {
      int index = vector.indexes()[i];
      boolean negative = vector.values()[i] < 0;
      out.putByte(negative ? NEGATIVE : POSITIVE);
      out.putInt(negative ? index : ~index);
      out.putFloat(vector.values()[i]);
    }
    out.putByte(NEGATIVE);
    out.putInt(vector.dimensions());
    for (int i = 0; i < Float.BYTES; i++) {
      out.putByte(0); // Below the form of every finite number.
    }
  }

  @Override
  public char storage() {
    return 'e';
  }

  @Override
  public String extension() {
    return "vector";
  }
}
