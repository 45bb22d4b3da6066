package dev.tusk.sql.type;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A row with named fields: the type of a relation's rows, or one of CREATE TYPE … AS (…). Values
 * are {@link RecordValue}s of its live fields.
 *
 * <pre>
 *  stored  fields that are not NULL: their number | each: attnum | length | its stored form
 *          numbers and lengths 7 bits a byte, low ones first
 * </pre>
 *
 * <p>Stored fields go by their attnum, so that a value outlives columns that come and go: a column
 * added later is read as NULL, one that was dropped is passed over.
 */
public final class CompositeType extends RowType implements UserType {
  private final Definition definition;
  private final ArrayType array;
  private final List<Type> types;
  private final List<String> names;
  private final List<ValueCodec> codecs;

  /**
   * What makes the type what it is: two types of equal definitions are one.
   *
   * @param relationOid the relation it is the row type of
   */
  public record Definition(
      int oid, int arrayOid, long relationOid, String schema, String name, List<Field> fields) {}

  /**
   * A field.
   *
   * @param number {@code attnum}; those of dropped columns are missing
   */
  public record Field(int number, String name, Type type, int typmod) {}

  public CompositeType(Definition definition) {
    super(definition.oid(), definition.name(), definition.arrayOid());
    this.definition = definition;
    this.array = new ArrayType(this);
    this.types = definition.fields().stream().map(Field::type).toList();
    this.names = definition.fields().stream().map(Field::name).toList();
    this.codecs = types.stream().map(ValueCodec::of).toList();
  }

  /** The type of a row that has no type of its own: {@code record} with these fields. */
  public static CompositeType anonymous(List<Field> fields) {
    return new CompositeType(
        new Definition(
            Types.RECORD.oid(), Types.RECORD.arrayOid(), 0, "pg_catalog", "record", fields));
  }

  /** The same, with the fields of a row. */
  public static CompositeType anonymous(RecordValue row) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      fields.add(new Field(i + 1, row.name(i), row.type(i), -1));
    }
    return anonymous(fields);
  }

  public Definition definition() {
    return definition;
  }

  public List<Field> fields() {
    return definition.fields();
  }

  /** The relation whose rows are of this type. */
  public long relationOid() {
    return definition.relationOid();
  }

  @Override
  public String schema() {
    return definition.schema();
  }

  @Override
  public Type array() {
    return array;
  }

  /** A row of this type from its fields in order. */
  public RecordValue row(@Nullable Object[] values) {
    return new RecordValue(types, names, values);
  }

  @Override
  public String displayName(int typmod) {
    return UserType.quoted(name());
  }

  @Override
  public char category() {
    return 'C';
  }

  @Override
  public Type comparedAs() {
    return Types.RECORD;
  }

  @Override
  public boolean ordered() {
    return types.stream().allMatch(Type::ordered);
  }

  @Override
  public boolean hashed() {
    return types.stream().allMatch(Type::hashed);
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    List<@Nullable String> texts = new RowParser(text).fields(types.size());
    @Nullable Object[] values = new Object[types.size()];
    for (int i = 0; i < values.length; i++) {
      String field = texts.get(i);
      if (field != null) {
        Object value = types.get(i).parse(field, settings);
        values[i] = types.get(i).applyTypmod(value, fields().get(i).typmod(), false);
      }
    }
    return row(values);
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    BinaryReader in = new BinaryReader(bytes, from, length);
    int count = in.int4();
    if (count != types.size()) {
      throw mismatch("wrong number of columns: " + count + ", expected " + types.size());
    }
    @Nullable Object[] values = new Object[count];
    for (int i = 0; i < count; i++) {
      Type type = types.get(i);
      int oid = in.int4();
      if (oid != type.oid()) {
        throw mismatch(
            String.format(
                Locale.ROOT,
                "binary data has type %s (%s) instead of expected %s (%s) in record column %d",
                Integer.toUnsignedString(oid),
                Types.byOid(oid).map(Type::displayName).orElse("???"),
                Integer.toUnsignedString(type.oid()),
                type.displayName(),
                i + 1));
      }
      int size = in.int4();
      if (size < -1 || size > in.left()) {
        throw InputError.binary("insufficient data left in message");
      }
      if (size >= 0) {
        int at = in.position();
        in.skip(size);
        Object value = type.readBinary(bytes, at, size);
        values[i] = type.applyTypmod(value, fields().get(i).typmod(), false);
      }
    }
    in.finish();
    return row(values);
  }

  private static SqlException mismatch(String message) {
    return SqlException.of(SqlState.DATATYPE_MISMATCH, message);
  }

  @Override
  void writeStored(Object value, ByteWriter out) {
    RecordValue row = (RecordValue) value;
    int count = 0;
    for (int i = 0; i < row.size(); i++) {
      count += row.get(i) == null ? 0 : 1;
    }
    ValueCodec.putLength(count, out);
    for (int i = 0; i < row.size(); i++) {
      Object field = row.get(i);
      if (field != null) {
        ByteWriter bytes = new ByteWriter(32);
        codecs.get(i).write(field, bytes);
        ValueCodec.putLength(fields().get(i).number(), out);
        ValueCodec.putLength(bytes.size(), out);
        out.put(bytes.array(), 0, bytes.size());
      }
    }
  }

  @Override
  Object readStored(byte[] bytes, int from, int length) {
    @Nullable Object[] values = new Object[types.size()];
    int[] at = {from};
    for (int left = ValueCodec.length(bytes, at); left > 0; left--) {
      int number = ValueCodec.length(bytes, at);
      int size = ValueCodec.length(bytes, at);
      int index = index(number);
      if (index >= 0) {
        values[index] = codecs.get(index).read(bytes, at[0]);
      }
      at[0] += size;
    }
    return row(values);
  }

  private int index(int number) {
    List<Field> fields = fields();
    for (int i = Math.min(number, fields.size()) - 1; i >= 0; i--) {
      if (fields.get(i).number() == number) {
        return i;
      }
    }
    return -1;
  }

  /** The names of the fields, in order. */
  public List<String> names() {
    return names;
  }
}
