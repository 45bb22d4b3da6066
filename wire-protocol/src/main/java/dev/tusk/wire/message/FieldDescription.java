package dev.tusk.wire.message;

/**
 * A column of a {@link RowDescription}.
 *
 * <pre>
 *  cstring name
 *  int32 OID of the table, int16 number of the column in it; 0 and 0 for an expression
 *  int32 OID of the type
 *  int16 size of the type, negative for a variable one
 *  int32 type modifier, -1 for none
 *  int16 format
 * </pre>
 */
public record FieldDescription(
    String name,
    int tableOid,
    int columnNumber,
    int typeOid,
    int typeSize,
    int typeModifier,
    Format format) {

  /** The same column sent in another format. */
  public FieldDescription in(Format other) {
    return new FieldDescription(
        name, tableOid, columnNumber, typeOid, typeSize, typeModifier, other);
  }

  void encode(WireWriter out) {
    out.writeCString(name);
    out.writeInt32(tableOid);
    out.writeInt16(columnNumber);
    out.writeInt32(typeOid);
    out.writeInt16(typeSize);
    out.writeInt32(typeModifier);
    out.writeInt16(format.ordinal());
  }
}
