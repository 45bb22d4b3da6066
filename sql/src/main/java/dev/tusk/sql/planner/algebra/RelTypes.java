package dev.tusk.sql.planner.algebra;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.type.BuiltinCollations;
import dev.tusk.sql.type.CollatedType;
import dev.tusk.sql.type.Collation;
import dev.tusk.sql.type.CompositeType;
import dev.tusk.sql.type.DomainType;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeFamily;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rel.type.RelDataTypeFieldImpl;
import org.apache.calcite.rel.type.RelDataTypeImpl;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.rel.type.RelRecordType;
import org.apache.calcite.rel.type.StructKind;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Our types as Calcite sees them.
 *
 * <p>Boolean is Calcite's own, so that its rules may compose conditions; every other type is opaque
 * to it. All are nullable: no rule of ours needs to know better, and then no rule of Calcite's can
 * trip over a nullability that changed.
 */
public final class RelTypes {
  private static final int CACHED_NAMES = 64;

  private final SqlTypeFactoryImpl factory = new Factory();
  private final RelDataType bool =
      factory.createTypeWithNullability(factory.createSqlType(SqlTypeName.BOOLEAN), true);
  private final List<String> names = new ArrayList<>();

  public RelTypes() {
    for (int i = 0; i < CACHED_NAMES; i++) {
      names.add("f" + i);
    }
  }

  public RelDataTypeFactory factory() {
    return factory;
  }

  public RelDataType of(Type type) {
    return of(type, -1);
  }

  public RelDataType of(Type type, int typmod) {
    if (type instanceof CollatedType) {
      return collated(of(CollatedType.plain(type), typmod), CollatedType.collation(type));
    }
    return type == Types.BOOL
        ? bool
        : new PgType(
            type,
            typmod,
            null,
            DomainType.root(type) instanceof CompositeType row ? fields(row) : null);
  }

  /** The type of a column's values. */
  public RelDataType of(Column column) {
    return collated(of(column.type(), column.typmod()), column.collation());
  }

  /** The same type with a collation; null for the type's own. */
  public static RelDataType collated(RelDataType type, @Nullable Collation collation) {
    return type instanceof PgType own
        ? new PgType(own.type, own.typmod, collation, own.composite)
        : type;
  }

  private Composite fields(CompositeType type) {
    List<RelDataType> types = new ArrayList<>();
    for (CompositeType.Field field : type.fields()) {
      types.add(of(field.type(), field.typmod()));
    }
    return new Composite(type.names(), types);
  }

  /** A composite value with these fields; the type itself is {@code record}. */
  public RelDataType record(List<String> fieldNames, List<RelDataType> fieldTypes) {
    return new PgType(Types.RECORD, -1, null, new Composite(fieldNames, fieldTypes));
  }

  /** A row of fields without names of their own. */
  public RelDataType row(List<RelDataType> types) {
    return factory.createStructType(types, names(types.size()));
  }

  public List<String> names(int count) {
    if (count <= CACHED_NAMES) {
      return names.subList(0, count);
    }
    List<String> many = new ArrayList<>(names);
    for (int i = CACHED_NAMES; i < count; i++) {
      many.add("f" + i);
    }
    return many;
  }

  /** The type behind Calcite's. */
  public static Type type(RelDataType type) {
    return type instanceof PgType own ? own.type : Types.BOOL;
  }

  public static int typmod(RelDataType type) {
    return type instanceof PgType own ? own.typmod : -1;
  }

  /** The collation that is not the type's own; null for that. */
  public static @Nullable Collation collation(RelDataType type) {
    return type instanceof PgType own ? own.collation : null;
  }

  /** The collation of an expression's values; null where the type has none. */
  public static @Nullable Collation collationOf(RexNode node) {
    Collation own = collation(node.getType());
    return own == null ? BuiltinCollations.of(typeOf(node)) : own;
  }

  /** The type as its values are compared. */
  public static Type compared(RelDataType type) {
    Type plain = type(type);
    Collation own = collation(type);
    return CollatedType.of(plain, own == null ? BuiltinCollations.of(plain) : own);
  }

  public static Type typeOf(RexNode node) {
    return type(node.getType());
  }

  public static int typmodOf(RexNode node) {
    return typmod(node.getType());
  }

  /** The fields of a composite, null when they are not known. */
  public static @Nullable Composite composite(RelDataType type) {
    return type instanceof PgType own ? own.composite : null;
  }

  /** Names and types of a composite value's fields. */
  public record Composite(List<String> names, List<RelDataType> types) {}

  /**
   * One of our types with its typmod.
   *
   * <p>Collations that order by the bytes make no other type: whether two expressions are the same
   * does not depend on them.
   */
  static final class PgType extends RelDataTypeImpl {
    private final Type type;
    private final int typmod;
    private final @Nullable Collation collation;
    private final @Nullable Composite composite;

    PgType(Type type, int typmod, @Nullable Collation collation, @Nullable Composite composite) {
      this.type = type;
      this.typmod = typmod;
      this.collation = collation;
      this.composite = composite;
      computeDigest();
    }

    @Override
    protected void generateTypeString(StringBuilder text, boolean withDetail) {
      text.append(type.name());
      if (typmod >= 0) {
        text.append('(').append(typmod).append(')');
      }
      if (order() != null) {
        text.append(" by ").append(order());
      }
      if (composite != null && type == Types.RECORD) {
        text.append(composite);
      }
    }

    private @Nullable Collation order() {
      return collation == null || collation.bytewise() ? null : collation;
    }

    @Override
    public SqlTypeName getSqlTypeName() {
      return SqlTypeName.OTHER;
    }

    @Override
    public RelDataTypeFamily getFamily() {
      return SqlTypeFamily.ANY;
    }

    @Override
    public boolean isNullable() {
      return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || (other instanceof PgType that
              && type == that.type
              && typmod == that.typmod
              && Objects.equals(order(), that.order())
              && Objects.equals(composite, that.composite));
    }

    @Override
    public int hashCode() {
      return type.oid() * 31 + typmod;
    }
  }

  private static final class Factory extends SqlTypeFactoryImpl {
    Factory() {
      super(RelDataTypeSystem.DEFAULT);
    }

    @Override
    public RelDataType createTypeWithNullability(RelDataType type, boolean nullable) {
      if (type instanceof PgType || type.isStruct()) {
        return type;
      }
      return super.createTypeWithNullability(type, nullable);
    }

    /** Rows are kept once for all, but for those whose collations do not make them another type. */
    @Override
    protected RelDataType canonize(
        StructKind kind, List<String> names, List<RelDataType> types, boolean nullable) {
      if (types.stream().allMatch(type -> collation(type) == null)) {
        return super.canonize(kind, names, types, nullable);
      }
      List<RelDataTypeField> fields = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        fields.add(new RelDataTypeFieldImpl(names.get(i), i, types.get(i)));
      }
      return new RelRecordType(kind, fields, nullable);
    }

    @Override
    public @Nullable RelDataType leastRestrictive(
        List<RelDataType> types, SqlTypeMappingRule mappingRule) {
      return types.getFirst();
    }

    @Override
    public Charset getDefaultCharset() {
      return StandardCharsets.UTF_8;
    }
  }
}
