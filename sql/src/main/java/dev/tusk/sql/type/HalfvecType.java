package dev.tusk.sql.type;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code halfvec(n)} as pgvector has it: 1 to 16,000 finite numbers of 16 bits (IEEE binary16); the
 * typmod is n.
 *
 * <pre>
 *  binary  int16 dimensions | int16 0 | dimensions × binary16
 * </pre>
 */
public final class HalfvecType extends Type {
  /** HALFVEC_MAX_DIM in pgvector's halfvec.h. */
  public static final int MAX_DIMENSIONS = VectorType.MAX_DIMENSIONS;

  private static final String NAME = "halfvec";

  HalfvecType() {
    super(16387, NAME, 16388);
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
    return VectorParser.parseHalves(utf8, 0, utf8.length);
  }

  @Override
  public Object parse(byte[] utf8, int from, int length, FormatSettings settings) {
    return VectorParser.parseHalves(utf8, from, length);
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    short[] vector = (short[]) value;
    out.put('[');
    for (int i = 0; i < vector.length; i++) {
      if (i > 0) {
        out.put(',');
      }
      FloatText.write(Float.float16ToFloat(vector[i]), out);
    }
    out.put(']');
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    if (length < 4) {
      throw InputError.insufficientData();
    }
    int dimensions = BinaryReader.int2(bytes, from);
    int unused = BinaryReader.int2(bytes, from + 2);
    VectorErrors.checkDimensions(NAME, dimensions, MAX_DIMENSIONS);
    if (unused != 0) {
      throw VectorErrors.data("expected unused to be 0, not " + unused);
    }
    BinaryReader.expect(4 + 2 * dimensions, length);
    short[] vector = new short[dimensions];
    ByteBuffer.wrap(bytes, from + 4, 2 * dimensions).asShortBuffer().get(vector);
    for (short element : vector) {
      VectorErrors.checkElement(NAME, Float.float16ToFloat(element));
    }
    return vector;
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    short[] vector = (short[]) value;
    out.putShort(vector.length);
    out.putShort(0);
    out.ensure(2 * vector.length);
    ByteBuffer.wrap(out.array(), out.size(), 2 * vector.length).asShortBuffer().put(vector);
    out.skip(2 * vector.length);
  }

  @Override
  public int typmodIn(List<String> modifiers) {
    return VectorErrors.typmodIn(NAME, modifiers, MAX_DIMENSIONS);
  }

  @Override
  public Object applyTypmod(Object value, int typmod, boolean explicit) {
    VectorErrors.checkExpected(typmod, ((short[]) value).length);
    return value;
  }

  /** By elements, then the shorter first. */
  @Override
  public int compare(Object left, Object right) {
    short[] a = (short[]) left;
    short[] b = (short[]) right;
    int limit = Math.min(a.length, b.length);
    for (int i = 0; i < limit; i++) {
      float x = Float.float16ToFloat(a[i]);
      float y = Float.float16ToFloat(b[i]);
      if (x != y) {
        return x < y ? -1 : 1;
      }
    }
    return Integer.compare(a.length, b.length);
  }

  @Override
  public int hash(Object value) {
    int hash = 1;
    for (short element : (short[]) value) {
      // Adding 0 makes -0 the 0 that it equals.
      hash = 31 * hash + Float.floatToIntBits(Float.float16ToFloat(element) + 0f);
    }
    return hash;
  }

  /** The halves nearest to floats; 22003 where one is too large, 22000 where one is not finite. */
  public static short[] ofFloats(float[] values) {
    short[] halves = new short[values.length];
    for (int i = 0; i < halves.length; i++) {
      halves[i] = ofFloat(values[i]);
    }
    return halves;
  }

  /** The half nearest to a float: Float4ToHalf in pgvector's halfutils.h. */
  public static short ofFloat(float value) {
    short half = Float.floatToFloat16(value);
    if (isInfinite(half) && Float.isFinite(value)) {
      ByteWriter text = new ByteWriter(16);
      FloatText.write(value, text);
      throw VectorErrors.outOfRange(NAME, text.text());
    }
    VectorErrors.checkElement(NAME, value);
    return half;
  }

  /** The same values as float32. */
  public static float[] toFloats(short[] halves) {
    float[] values = new float[halves.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.float16ToFloat(halves[i]);
    }
    return values;
  }

  /** Whether a half has the bits of an infinity. */
  public static boolean isInfinite(short half) {
    return (half & 0x7fff) == 0x7c00;
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    for (short element : (short[]) value) {
      out.element();
      out.putFloat(Float.float16ToFloat(element));
    }
    out.endOfElements();
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
