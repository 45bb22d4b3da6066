package dev.tusk.sql.type;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A type of texts as a collation orders them: all forms are those of the type itself but for the
 * comparison, the hash and the key form, which are the collation's.
 *
 * <p>Only what compares and what keeps keys has such types; while names and overloads are resolved
 * a collation stands beside the type.
 */
public final class CollatedType extends Type {
  private final Type type;
  private final Collation collation;

  private CollatedType(Type type, Collation collation) {
    super(type.oid(), type.name(), type.arrayOid());
    this.type = type;
    this.collation = collation;
  }

  /** The type as the collation orders it: itself where that is the order of its bytes. */
  public static Type of(Type type, @Nullable Collation collation) {
    if (collation == null || collation.bytewise() || type.collation() == 0) {
      return type;
    }
    Type plain = plain(type);
    Type element = DomainType.root(plain).elementType();
    return element == null
        ? new CollatedType(plain, collation)
        : new ArrayType(of(element, collation));
  }

  /** The type without its collation. */
  public static Type plain(Type type) {
    return type instanceof CollatedType collated ? collated.type : type;
  }

  /** The collation by which values of a type are compared; null for none. */
  public static @Nullable Collation collation(Type type) {
    return type instanceof CollatedType collated ? collated.collation : BuiltinCollations.of(type);
  }

  /** The collation by whose rules, and not by bytes, values of a type are compared; else null. */
  public static @Nullable Collation order(Type type) {
    Type element = type.elementType();
    return (element == null ? type : element) instanceof CollatedType collated
        ? collated.collation
        : null;
  }

  /** The collation that one of some types has besides the order of bytes; null for none. */
  public static @Nullable Collation order(List<Type> types) {
    for (Type type : types) {
      Collation order = order(type);
      if (order != null) {
        return order;
      }
    }
    return null;
  }

  private static String text(Type type, Object value) {
    Type root = DomainType.root(type);
    return root == Types.CITEXT
        ? CitextType.folded(value)
        : root == Types.BPCHAR ? Texts.stripTrailingSpaces((String) value) : (String) value;
  }

  @Override
  public int compare(Object left, Object right) {
    return collation.compare(text(type, left), text(type, right));
  }

  @Override
  public boolean equal(Object left, Object right) {
    return compare(left, right) == 0;
  }

  @Override
  public int hash(Object value) {
    return collation.hash(text(type, value));
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    collation.writeKey(text(type, value), out);
  }

  @Override
  public long collation() {
    return collation.oid();
  }

  @Override
  public Type comparedAs() {
    return of(type.comparedAs(), collation);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CollatedType that
        && type == that.type
        && collation.equals(that.collation);
  }

  @Override
  public int hashCode() {
    return type.hashCode() * 31 + collation.hashCode();
  }

  @Override
  public String displayName(int typmod) {
    return type.displayName(typmod);
  }

  @Override
  public String writtenName(int typmod) {
    return type.writtenName(typmod);
  }

  @Override
  public char category() {
    return type.category();
  }

  @Override
  public boolean preferred() {
    return type.preferred();
  }

  @Override
  public int length() {
    return type.length();
  }

  @Override
  public boolean inputIsImmutable() {
    return type.inputIsImmutable();
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    return type.parse(text, settings);
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    type.writeText(value, out, settings);
  }

  @Override
  public String toText(Object value, FormatSettings settings) {
    return type.toText(value, settings);
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    return type.readBinary(bytes, from, length);
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    type.writeBinary(value, out);
  }

  @Override
  public Object applyTypmod(Object value, int typmod, boolean explicit) {
    return type.applyTypmod(value, typmod, explicit);
  }

  @Override
  public int typmodIn(List<String> modifiers) {
    return type.typmodIn(modifiers);
  }

  @Override
  public @Nullable String extension() {
    return type.extension();
  }

  @Override
  public boolean byValue() {
    return type.byValue();
  }

  @Override
  public char alignment() {
    return type.alignment();
  }

  @Override
  public char storage() {
    return type.storage();
  }

  @Override
  public StandardFacts standardFacts(int typmod) {
    return type.standardFacts(typmod);
  }

  @Override
  public StoredForm storedForm() {
    return type.storedForm();
  }

  @Override
  void writeStored(Object value, ByteWriter out) {
    type.writeStored(value, out);
  }

  @Override
  Object readStored(byte[] bytes, int from, int length) {
    return type.readStored(bytes, from, length);
  }

  @Override
  public boolean ordered() {
    return type.ordered();
  }

  @Override
  public boolean hashed() {
    return type.hashed();
  }

  @Override
  public String operatorClass() {
    return type.operatorClass();
  }
}
