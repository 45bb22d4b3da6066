package dev.tusk.sql.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A domain: another type's values under a name, with constraints. Its forms are those of the type
 * under it; that the constraints hold is seen to where a value becomes one of the domain.
 */
public final class DomainType extends Type implements UserType {
  private final Definition definition;
  private final ArrayType array;

  /**
   * What makes the domain what it is.
   *
   * @param base what it stands over, perhaps a domain
   * @param collation of CREATE DOMAIN … COLLATE; null for that of the base
   * @param defaultText its own default as SQL, null for none
   */
  public record Definition(
      int oid,
      int arrayOid,
      String schema,
      String name,
      Type base,
      int typmod,
      @Nullable Collation collation,
      boolean notNull,
      @Nullable String defaultText,
      List<Check> checks) {}

  /** CHECK; {@code text} is a condition over VALUE, as SQL. */
  public record Check(long oid, String name, String text, boolean validated) {}

  public DomainType(Definition definition) {
    super(definition.oid(), definition.name(), definition.arrayOid());
    this.definition = definition;
    this.array = new ArrayType(this);
  }

  public Definition definition() {
    return definition;
  }

  public Type base() {
    return definition.base();
  }

  /** Modifier of the type under it. */
  public int typmod() {
    return definition.typmod();
  }

  /** The type under all domains. */
  public static Type root(Type type) {
    Type root = type;
    while (root instanceof DomainType domain) {
      root = domain.base();
    }
    return root;
  }

  /** The modifier that values have under all domains. */
  public static int rootTypmod(Type type, int typmod) {
    int found = typmod;
    for (Type t = type; t instanceof DomainType domain; t = domain.base()) {
      found = found < 0 ? domain.typmod() : found;
    }
    return found;
  }

  /** The default of a column of that type that has none of its own; null for none. */
  public static @Nullable String defaultOf(Type type) {
    for (Type t = type; t instanceof DomainType domain; t = domain.base()) {
      if (domain.definition.defaultText() != null) {
        return domain.definition.defaultText();
      }
    }
    return null;
  }

  /** The domains of which a value of the type may have values within. */
  public static List<DomainType> within(Type type) {
    List<DomainType> found = new ArrayList<>();
    collect(type, found);
    return found;
  }

  private static void collect(Type type, List<DomainType> into) {
    switch (type) {
      case DomainType domain -> {
        if (!into.contains(domain)) {
          into.add(domain);
        }
        collect(domain.base(), into);
      }
      case CompositeType row -> row.fields().forEach(field -> collect(field.type(), into));
      case ArrayType of -> collect(Objects.requireNonNull(of.elementType()), into);
      case RangeType range -> collect(range.subtype(), into);
      case MultirangeType several -> collect(several.range(), into);
      default -> {}
    }
  }

  /** Whether a value of the type has something to be checked. */
  public static boolean constrained(Type type) {
    return within(type).stream()
        .anyMatch(domain -> domain.definition.notNull() || !domain.definition.checks().isEmpty());
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
    return base().category();
  }

  @Override
  public int length() {
    return base().length();
  }

  @Override
  public char delimiter() {
    return base().delimiter();
  }

  @Override
  public Object parse(String text, FormatSettings settings) {
    return base().applyTypmod(base().parse(text, settings), typmod(), false);
  }

  @Override
  public void writeText(Object value, ByteWriter out, FormatSettings settings) {
    base().writeText(value, out, settings);
  }

  @Override
  public Object readBinary(byte[] bytes, int from, int length) {
    return base().applyTypmod(base().readBinary(bytes, from, length), typmod(), false);
  }

  @Override
  public void writeBinary(Object value, ByteWriter out) {
    base().writeBinary(value, out);
  }

  @Override
  void writeStored(Object value, ByteWriter out) {
    base().writeStored(value, out);
  }

  @Override
  Object readStored(byte[] bytes, int from, int length) {
    return base().readStored(bytes, from, length);
  }

  @Override
  public StoredForm storedForm() {
    return base().storedForm();
  }

  @Override
  public int compare(Object left, Object right) {
    return base().compare(left, right);
  }

  @Override
  public boolean equal(Object left, Object right) {
    return base().equal(left, right);
  }

  @Override
  public int hash(Object value) {
    return base().hash(value);
  }

  @Override
  public void writeKey(Object value, KeyWriter out) {
    base().writeKey(value, out);
  }

  @Override
  public Type comparedAs() {
    return base().comparedAs();
  }

  @Override
  public boolean ordered() {
    return base().ordered();
  }

  @Override
  public boolean hashed() {
    return base().hashed();
  }

  @Override
  public String operatorClass() {
    return base().operatorClass();
  }

  @Override
  public boolean byValue() {
    return base().byValue();
  }

  @Override
  public char alignment() {
    return base().alignment();
  }

  @Override
  public char storage() {
    return base().storage();
  }

  @Override
  public long collation() {
    Collation own = definition.collation();
    return own == null ? base().collation() : own.oid();
  }

  @Nullable Collation ownCollation() {
    return definition.collation();
  }

  @Override
  public StandardFacts standardFacts(int typmod) {
    return base().standardFacts(typmod < 0 ? typmod() : typmod);
  }
}
