package dev.tusk.sql.type;

import org.jspecify.annotations.Nullable;

/**
 * A SQL type: its OID and names, and how its values are read, written and compared.
 *
 * <p>Values are plain Java objects; SQL's NULL is Java's null and never reaches a method here. The
 * Java class for each type:
 *
 * <pre>
 *  bool Boolean | int2 Short | int4 Integer | int8 Long | float4 Float | float8 Double
 *  numeric Numeric | text varchar bpchar name "char" json unknown cstring String
 *  oid regclass regtype regproc … Long | bytea byte[] | uuid java.util.UUID | bit varbit BitString
 *  date Integer (days since 2000-01-01) | time Long (µs) | timetz TimeTz
 *  timestamp timestamptz Long (µs since 2000-01-01, UTC; Long.MAX/MIN_VALUE are ±infinity;
 *      Integer.MAX/MIN_VALUE for date) | interval Interval | jsonb Jsonb
 *  tsvector TextVector | tsquery TextQuery
 *  point Point | lseg Segment | line Line | box Box | path Path | polygon Polygon | circle Circle
 *  money Long | inet cidr NetworkAddress | macaddr macaddr8 Long
 *  ranges RangeValue | multiranges MultirangeValue | xid8 Long | pg_snapshot txid_snapshot TransactionSnapshot
 *  tid pg_lsn Long | arrays, int2vector, oidvector ArrayValue | rows RecordValue | vector float[]
 *  halfvec short[] (IEEE binary16) | sparsevec SparseVector
 * </pre>
 *
 * <p>Instances are immutable singletons: those of PostgreSQL's own types are listed in {@link
 * Types}, those of {@link UserType}s the catalog keeps, one for each definition. Text and binary
 * forms are those of PostgreSQL's {@code typinput/typoutput} and {@code typreceive/typsend}.
 */
public abstract class Type {
  private final int oid;
  private final String name;
  private final int arrayOid;

  protected Type(int oid, String name, int arrayOid) {
    this.oid = oid;
    this.name = name;
    this.arrayOid = arrayOid;
  }

  public final int oid() {
    return oid;
  }

  /** {@code pg_type.typname}, e.g. {@code int4}. */
  public final String name() {
    return name;
  }

  /** OID of the array over this type, 0 for none. */
  public final int arrayOid() {
    return arrayOid;
  }

  /** {@code format_type(oid, typmod)}: the name errors and psql show, e.g. {@code integer}. */
  public String displayName(int typmod) {
    return name;
  }

  public final String displayName() {
    return displayName(-1);
  }

  /**
   * As {@link #displayName(int)}, written so that it reads back ({@code format_type_with_typemod}):
   * where a missing modifier would be read as a length of one, it is the type's own name.
   */
  public String writtenName(int typmod) {
    return displayName(typmod);
  }

  /** {@code pg_type.typcategory}: N numeric, S string, B boolean, D date, A array, U user, … */
  public abstract char category();

  /**
   * Preferred within its category ({@code typispreferred}): bool, text, float8, oid, timestamptz,
   * interval.
   */
  public boolean preferred() {
    return false;
  }

  /** {@code pg_type.typlen}: bytes of a fixed-size value, -1 for variable, -2 for cstring. */
  public abstract int length();

  /**
   * Whether its text is read alike at any time and in any session: {@code typinput} is immutable.
   */
  public boolean inputIsImmutable() {
    return switch (category()) {
      case 'A', 'C', 'D', 'E', 'P', 'R', 'T' -> false;
      default -> true;
    };
  }

  /** Whether its text is written alike in any session: {@code typoutput} is immutable. */
  public boolean outputIsImmutable() {
    return inputIsImmutable();
  }

  /** Element type of an array, else null. */
  public @Nullable Type elementType() {
    return null;
  }

  /** What a subscript reads: an array's element, or a number or point of a geometric value. */
  public @Nullable Type partType() {
    return elementType();
  }

  public final boolean isArray() {
    return elementType() != null && category() == 'A';
  }

  /** {@code typdelim}: between the elements of an array's text. */
  public char delimiter() {
    return ',';
  }

  /**
   * Reads the text form (typinput). Does not apply a length or scale: see {@link #applyTypmod}.
   *
   * @throws dev.tusk.sql.error.SqlException 22P02 and the like, in PostgreSQL's words
   */
  public abstract Object parse(String text, FormatSettings settings);

  /** Reads UTF-8 text; types with long texts (vector) override it to avoid the String. */
  public Object parse(byte[] utf8, int from, int length, FormatSettings settings) {
    return parse(new String(utf8, from, length, java.nio.charset.StandardCharsets.UTF_8), settings);
  }

  /** Writes the text form (typoutput). */
  public abstract void writeText(Object value, ByteWriter out, FormatSettings settings);

  /** The text form as a string. */
  public String toText(Object value, FormatSettings settings) {
    ByteWriter out = new ByteWriter(32);
    writeText(value, out, settings);
    return out.text();
  }

  /**
   * Reads the binary form (typreceive).
   *
   * @throws dev.tusk.sql.error.SqlException 22P03 or 08P01 when the bytes are no such value
   */
  public abstract Object readBinary(byte[] bytes, int from, int length);

  /** Writes the binary form (typsend). */
  public abstract void writeBinary(Object value, ByteWriter out);

  /**
   * Fits a value to a typmod: {@code varchar(n)}, {@code numeric(p,s)}, {@code vector(n)}.
   *
   * @param typmod as in pg_attribute.atttypmod; -1 is none
   * @param explicit by a cast (which truncates a varchar) rather than by assignment (which fails)
   */
  public Object applyTypmod(Object value, int typmod, boolean explicit) {
    return value;
  }

  /**
   * Reads the modifiers written in SQL, e.g. {@code (10,2)}, to a typmod (typmodin).
   *
   * @throws dev.tusk.sql.error.SqlException 42601 {@code type modifier is not allowed for type "x"}
   */
  public int typmodIn(java.util.List<String> modifiers) {
    if (modifiers.isEmpty()) {
      return -1;
    }
    throw dev.tusk.sql.error.SqlException.of(
        dev.tusk.sql.error.SqlState.SYNTAX_ERROR,
        "type modifier is not allowed for type \"" + name + "\"");
  }

  /** The default B-tree order; types without one throw 42883 in {@code sql.function} beforehand. */
  public abstract int compare(Object left, Object right);

  /** Equality as {@code =} has it, consistent with {@link #hash}. */
  public boolean equal(Object left, Object right) {
    return compare(left, right) == 0;
  }

  /**
   * Appends the key form, by which B-trees find and order the values: bytes whose unsigned order is
   * that of {@link #compare}, the same for equal values, and never the beginning of another
   * value's. What is written to disk is found again only by the same form.
   */
  public abstract void writeKey(Object value, KeyWriter out);

  /** The type whose operators this one uses, being stored as it is: text for varchar. */
  public Type comparedAs() {
    return this;
  }

  /**
   * Whether each value of this type equals exactly one of the other, and no two the same: by
   * casting to and fro nothing is lost.
   */
  public boolean embeds(Type other) {
    return other == this;
  }

  /** The extension that brings the type; null for one that is always there. */
  public @Nullable String extension() {
    return null;
  }

  /** {@code typbyval}: PostgreSQL hands values on in a word, not by their address. */
  public boolean byValue() {
    return length() == 1 || length() == 2 || length() == 4 || length() == 8;
  }

  /** {@code typalign}: c, s, i or d, for 1, 2, 4 and 8 bytes. */
  public char alignment() {
    return switch (length()) {
      case 1, -2 -> 'c';
      case 2 -> 's';
      case 8, 12, 16 -> 'd';
      default -> 'i';
    };
  }

  /** {@code typstorage}: p plain, m main, x extended, e external. */
  public char storage() {
    return length() == -1 ? 'x' : 'p';
  }

  /** {@code typcollation}: the default collation, that of C, or 0 for none. */
  public long collation() {
    return 0;
  }

  /** What information_schema.columns says of a column of the type. */
  public StandardFacts standardFacts(int typmod) {
    return StandardFacts.NONE;
  }

  /** How stored rows hold the values. */
  public StoredForm storedForm() {
    return StoredForm.BINARY;
  }

  /**
   * Writes what {@link StoredForm#BINARY} keeps: the binary form, but for types whose values
   * outlive a change of what they are made of.
   */
  void writeStored(Object value, ByteWriter out) {
    writeBinary(value, out);
  }

  /** Reads what {@link #writeStored} wrote. */
  Object readStored(byte[] bytes, int from, int length) {
    return readBinary(bytes, from, length);
  }

  /** A hash consistent with {@link #equal}. */
  public int hash(Object value) {
    return value.hashCode();
  }

  /** Whether the type has a default B-tree operator class: ORDER BY works, and indexes. */
  public boolean ordered() {
    return true;
  }

  /** The name of the default B-tree operator class, where the type is {@link #ordered}. */
  public String operatorClass() {
    return comparedAs().name() + "_ops";
  }

  /** Whether there is an {@code =} to group by: that of a B-tree or a hash operator class. */
  public boolean hashed() {
    return ordered();
  }

  @Override
  public final String toString() {
    return displayName();
  }
}
