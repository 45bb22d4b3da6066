package dev.tusk.sql.type;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code vector(n)} as pgvector has it: 1 to 16,000 finite floats; the typmod is n.
 *
 * <pre>
 *  binary  int16 dimensions | int16 0 | dimensions × float4
 * </pre>
 */
public final class VectorType extends Type {
  /** VECTOR_MAX_DIM in pgvector's vector.h. */
  public static final int MAX_DIMENSIONS = 16_000;

  VectorType() {
    super(16385, "vector", 16386);
  }

  @Override
  public String displayName(int typmod) {
    return typmod < 0 ? "vector" : "vector(" + typmod + ")";
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
    return VectorParser.parse(utf8, 0, utf8.length);
  }

  @Override
  public Object parse(byte[] utf8, int from, int length, FormatSettings settings) {
    return VectorParser.parse(utf8, from, length);
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    float[] vector = (float[]) value;
    out.put('[');
    for (int i = 0; i < vector.length; i++) {
      if (i > 0) {
        out.put(',');
      }
      FloatText.write(vector[i], out);
    }
    out.put(']');
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    if (length < 4) {
      throw InputError.insufficientData();
    }
    int dimensions = BinaryReader.int2(bytes, from) & 0xffff;
    int unused = BinaryReader.int2(bytes, from + 2) & 0xffff;
    checkDimensions(dimensions);
    if (unused != 0) {
      throw VectorErrors.data("expected unused to be 0, not " + unused);
    }
    BinaryReader.expect(4 + 4 * dimensions, length);
    float[] vector = new float[dimensions];
    ByteBuffer.wrap(bytes, from + 4, 4 * dimensions).asFloatBuffer().get(vector);
    checkElements(vector);
    return vector;
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    float[] vector = (float[]) value;
    out.putShort(vector.length);
    out.putShort(0);
    out.ensure(4 * vector.length);
    ByteBuffer.wrap(out.array(), out.size(), 4 * vector.length).asFloatBuffer().put(vector);
    out.skip(4 * vector.length);
  }

  @Override
  public int typmodIn(List<String> modifiers) {
    return VectorErrors.typmodIn("vector", modifiers, MAX_DIMENSIONS);
  }

  @Override
  public Object applyTypmod(Object value, int typmod, boolean explicit) {
    VectorErrors.checkExpected(typmod, ((float[]) value).length);
    return value;
  }

  /** By elements, then the shorter first. */
  @Override
  public int compare(Object left, Object right) {
    float[] a = (float[]) left;
    float[] b = (float[]) right;
    int limit = Math.min(a.length, b.length);
    for (int i = 0; i < limit; i++) {
      if (a[i] != b[i]) {
        return a[i] < b[i] ? -1 : 1;
      }
    }
    return Integer.compare(a.length, b.length);
  }

  @Override
  public int hash(Object value) {
    int hash = 1;
    for (float element : (float[]) value) {
      // Adding 0 makes -0 the 0 that it equals.
      hash = 31 * hash + Float.floatToIntBits(element + 0f);
    }
    return hash;
  }

  /** 22000 or 54000 unless 1..16000. */
  public static void checkDimensions(int dimensions) {
    VectorErrors.checkDimensions("vector", dimensions, MAX_DIMENSIONS);
  }

  /** 22000 when an element is NaN or infinite. */
  public static void checkElements(float[] vector) {
    for (float element : vector) {
      VectorErrors.checkElement("vector", element);
    }
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    for (float element : (float[]) value) {
      out.element();
      out.putFloat(element);
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
