package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An enum: a list of labels in an order of its own. Values are {@link Label}s.
 *
 * <pre>
 *  binary  the label in UTF-8      stored  int32 OID of the label      key  the label's place
 * </pre>
 *
 * <p>Rows keep a label's OID and indexes its place, so that neither changes when it is given
 * another name or when a label comes between two others.
 */
public final class EnumType extends Type implements UserType {
  private final Definition definition;
  private final ArrayType array;
  private final Map<String, Label> byText = new HashMap<>();
  private final Map<Integer, Label> byOid = new HashMap<>();

  /**
   * What makes the type what it is.
   *
   * @param labels by their order
   */
  public record Definition(int oid, int arrayOid, String schema, String name, List<Label> labels) {}

  /**
   * A label, which is a value too.
   *
   * @param place labels are ordered by it ({@code enumsortorder})
   * @param fresh added by the transaction under way, which may not use it yet
   */
  public record Label(int oid, String text, double place, boolean fresh) {}

  public EnumType(Definition definition) {
    super(definition.oid(), definition.name(), definition.arrayOid());
    this.definition = definition;
    this.array = new ArrayType(this);
    for (Label label : definition.labels()) {
      byText.put(label.text(), label);
      byOid.put(label.oid(), label);
    }
  }

  public List<Label> labels() {
    return definition.labels();
  }

  @Override
  public String schema() {
    return definition.schema();
  }

  @Override
  public Type array() {
    return array;
  }

  @Override
  public String displayName(int typmod) {
    return UserType.quoted(name());
  }

  @Override
  public char category() {
    return 'E';
  }

  @Override
  public int length() {
    return 4;
  }

  @Override
  public String operatorClass() {
    return "enum_ops";
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    Label label = byText.get(text);
    if (label == null) {
      throw SqlException.of(
          SqlState.INVALID_TEXT_REPRESENTATION,
          "invalid input value for enum " + displayName() + ": \"" + text + "\"");
    }
    return usable(label);
  }

  /** The label, unless the transaction that adds it may not use it yet. */
  public Label usable(Label label) {
    if (label.fresh()) {
      throw SqlException.of(
              SqlState.UNSAFE_NEW_ENUM_VALUE_USAGE,
              "unsafe use of new value \"" + label.text() + "\" of enum type " + displayName())
          .withHint("New enum values must be committed before they can be used.");
    }
    return label;
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    out.putText(((Label) value).text());
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    return parse(new String(bytes, from, length, StandardCharsets.UTF_8), FormatSettings.DEFAULT);
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    out.putText(((Label) value).text());
  }

  @Override
  void writeStored(Object value, ByteWriter out) {
    out.putInt(((Label) value).oid());
  }

  @Override
  Object readStored(byte[] bytes, int from, int length) {
    int oid = BinaryReader.int4(bytes, from);
    Label label = byOid.get(oid);
    if (label == null) {
      throw SqlException.of(
          SqlState.INVALID_BINARY_REPRESENTATION, "invalid internal value for enum: " + oid);
    }
    return label;
  }

  @Override
  public int compare(Object left, Object right) {
    return Double.compare(((Label) left).place(), ((Label) right).place());
  }

  @Override
  public int hash(Object value) {
    return ((Label) value).oid();
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    out.putDouble(((Label) value).place());
  }
}
