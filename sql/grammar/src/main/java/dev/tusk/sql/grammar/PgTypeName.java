package dev.tusk.sql.grammar;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.util.Litmus;

/**
 * A type as written: name, modifiers, array brackets.
 *
 * <p>Types that the standard spells with key words have PostgreSQL's internal name and schema
 * pg_catalog: {@code double precision} is {@code pg_catalog.float8}.
 */
public final class PgTypeName extends SqlTypeNameSpec {
  /** What a validator's type factory offers so that {@link #deriveType} can answer. */
  public interface Resolver {
    RelDataType resolve(PgTypeName name, SqlValidator validator);
  }

  private final List<SqlNode> modifiers;
  private final int arrayDimensions;
  private final String intervalFields;

  /**
   * Makes one.
   *
   * @param intervalFields {@code "day to second"} and the like; null when not written
   */
  PgTypeName(
      SqlIdentifier name,
      List<SqlNode> modifiers,
      int arrayDimensions,
      String intervalFields,
      SqlParserPos position) {
    super(name, position);
    this.modifiers = List.copyOf(modifiers);
    modifiers.forEach(Tree::unfolded);
    this.arrayDimensions = arrayDimensions;
    this.intervalFields = intervalFields;
  }

  /** A type of pg_catalog without modifiers. */
  static PgTypeName builtIn(String name, SqlParserPos position) {
    return builtIn(name, List.of(), position);
  }

  static PgTypeName builtIn(String name, List<SqlNode> modifiers, SqlParserPos position) {
    var identifier = new SqlIdentifier(List.of("pg_catalog", name), position);
    return new PgTypeName(identifier, modifiers, 0, null, position);
  }

  /**
   * The type of {@code char 'abc'}: without a length of its own a literal is as long as it is,
   * where a column would have the length 1.
   */
  PgTypeName ofLiteral() {
    boolean ofOne = name().equals("bpchar") || name().equals("bit");
    return ofOne ? builtIn(name(), getParserPos()) : this;
  }

  PgTypeName array(int dimensions) {
    return dimensions == 0
        ? this
        : new PgTypeName(getTypeName(), modifiers, dimensions, intervalFields, getParserPos());
  }

  /** One to three parts: [[database.]schema.]type. */
  public List<String> names() {
    return getTypeName().names;
  }

  /** The last part. */
  public String name() {
    return names().get(names().size() - 1);
  }

  /** What stands in parentheses, mostly integers. */
  public List<SqlNode> modifiers() {
    return modifiers;
  }

  /** Number of pairs of brackets; 0 for no array. */
  public int arrayDimensions() {
    return arrayDimensions;
  }

  /** {@code "day to second"}, in lower case; null when not written. */
  public String intervalFields() {
    return intervalFields;
  }

  @Override
  public RelDataType deriveType(SqlValidator validator) {
    RelDataTypeFactory factory = validator.getTypeFactory();
    if (factory instanceof Resolver resolver) {
      return resolver.resolve(this, validator);
    }
    throw new IllegalStateException("the type factory resolves no PostgreSQL type names");
  }

  @Override
  public void unparse(SqlWriter writer, int left, int right) {
    getTypeName().unparse(writer, left, right);
    if (!modifiers.isEmpty()) {
      writer.print(modifiers.toString().replace('[', '(').replace(']', ')'));
    }
    if (intervalFields != null) {
      writer.keyword(intervalFields);
    }
    writer.print("[]".repeat(arrayDimensions));
  }

  @Override
  public boolean equalsDeep(SqlTypeNameSpec other, Litmus litmus) {
    return other instanceof PgTypeName that
            && names().equals(that.names())
            && modifiers.toString().equals(that.modifiers.toString())
            && arrayDimensions == that.arrayDimensions
            && java.util.Objects.equals(intervalFields, that.intervalFields)
        ? litmus.succeed()
        : litmus.fail("{} != {}", this, other);
  }
}
