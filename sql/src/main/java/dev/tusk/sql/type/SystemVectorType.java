package dev.tusk.sql.type;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code int2vector} and {@code oidvector}: the catalogs' lists of columns and types, written as
 * numbers with spaces between; arrays that count from 0.
 */
final class SystemVectorType extends Type {
  private final Type element;
  private final ArrayType binary;

  SystemVectorType(int oid, String name, int arrayOid, Type element) {
    super(oid, name, arrayOid);
    this.element = element;
    this.binary = new ArrayType(element);
  }

  @Override
  public char category() {
    return 'A';
  }

  @Override
  public boolean inputIsImmutable() {
    return true;
  }

  @Override
  public int length() {
    return -1;
  }

  @Override
  public Type elementType() {
    return element;
  }

  /** A value of it. */
  private ArrayValue of(List<Object> elements) {
    return new ArrayValue(element, new int[] {elements.size()}, new int[] {0}, elements.toArray());
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    List<Object> elements = new ArrayList<>();
    for (String word : text.strip().split("\\s+")) {
      if (!word.isEmpty()) {
        elements.add(element.parse(word, settings));
      }
    }
    return of(elements);
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    ArrayValue array = (ArrayValue) value;
    for (int i = 0; i < array.size(); i++) {
      if (i > 0) {
        out.put(' ');
      }
      Object item = array.get(i);
      if (item != null) {
        element.writeText(item, out, settings);
      }
    }
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    return binary.readBinary(bytes, from, length);
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    binary.writeBinary(value, out);
  }

  @Override
  public int compare(Object left, Object right) {
    return binary.compare(left, right);
  }

  @Override
  public int hash(Object value) {
    return binary.hash(value);
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    binary.writeKey(value, out);
  }

  @Override
  public char storage() {
    return 'p';
  }
}
