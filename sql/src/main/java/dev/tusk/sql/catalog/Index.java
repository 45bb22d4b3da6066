package dev.tusk.sql.catalog;

import dev.tusk.sql.type.BuiltinCollations;
import dev.tusk.sql.type.CollatedType;
import dev.tusk.sql.type.Collation;
import dev.tusk.sql.type.Type;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An index over a table.
 *
 * @param method name of an {@link AccessMethod}
 * @param predicateText WHERE of a partial index, as SQL; null for a full one
 * @param options WITH (m = 16, …), names in lower case
 * @param valid false while it is being built: kept up to date, not read
 * @param included numbers of the columns of INCLUDE: catalogs tell of them, and a row is read
 *     anyway
 */
public record Index(
    long oid,
    String schema,
    String name,
    long tableOid,
    String method,
    List<Key> keys,
    boolean unique,
    boolean primary,
    @Nullable String predicateText,
    Map<String, String> options,
    boolean valid,
    List<Integer> included) {

  /** An index without further columns. */
  public Index(
      long oid,
      String schema,
      String name,
      long tableOid,
      String method,
      List<Key> keys,
      boolean unique,
      boolean primary,
      @Nullable String predicateText,
      Map<String, String> options,
      boolean valid) {
    this(
        oid,
        schema,
        name,
        tableOid,
        method,
        keys,
        unique,
        primary,
        predicateText,
        options,
        valid,
        List.of());
  }

  /** The same index with further columns. */
  public Index withIncluded(List<Integer> columns) {
    return new Index(
        oid,
        schema,
        name,
        tableOid,
        method,
        keys,
        unique,
        primary,
        predicateText,
        options,
        valid,
        List.copyOf(columns));
  }

  /** Columns that it has: keys and further ones. */
  public int width() {
    return keys.size() + included.size();
  }

  /**
   * One key: a column or an expression.
   *
   * @param column {@code attnum}, 0 for an expression
   * @param expressionText the expression as SQL, null for a column
   * @param type of the key's values, as the collation orders them
   * @param collation null for that of the type
   * @param collates whether an expression is given another than its own, which then is to be shown
   * @param operatorClass e.g. {@code int4_ops}, {@code vector_cosine_ops}
   */
  public record Key(
      int column,
      @Nullable String expressionText,
      Type type,
      @Nullable Collation collation,
      boolean collates,
      String operatorClass,
      boolean descending,
      boolean nullsFirst) {
    /** A key with the collation of its type. */
    public Key(
        int column,
        @Nullable String expressionText,
        Type type,
        String operatorClass,
        boolean descending,
        boolean nullsFirst) {
      this(column, expressionText, type, null, false, operatorClass, descending, nullsFirst);
    }

    /** The same over another type. */
    public Key withType(Type changed) {
      return over(CollatedType.plain(changed));
    }

    private Key over(Type changed) {
      return new Key(
          column,
          expressionText,
          CollatedType.of(changed, collation),
          collation,
          collates,
          operatorClass,
          descending,
          nullsFirst);
    }

    /** The same in other words. */
    public Key withText(@Nullable String text) {
      return new Key(
          column, text, type, collation, collates, operatorClass, descending, nullsFirst);
    }

    /** The same of another column of the same type. */
    public Key of(int other) {
      return new Key(
          other, expressionText, type, collation, collates, operatorClass, descending, nullsFirst);
    }

    /** The same, ordered by a collation; null for that of the type. */
    public Key collatedBy(@Nullable Collation by, boolean given) {
      return new Key(
          column,
          expressionText,
          CollatedType.of(CollatedType.plain(type), by),
          by,
          given,
          operatorClass,
          descending,
          nullsFirst);
    }

    /** The collation that its values have ({@code indcollation}); null for none. */
    public @Nullable Collation effectiveCollation() {
      return collation == null ? BuiltinCollations.of(CollatedType.plain(type)) : collation;
    }
  }

  /** The same index with other keys. */
  public Index withKeys(List<Key> changed) {
    return new Index(
        oid,
        schema,
        name,
        tableOid,
        method,
        changed,
        unique,
        primary,
        predicateText,
        options,
        valid,
        included);
  }

  /** How it indexes. */
  public AccessMethod accessMethod() {
    return AccessMethod.byName(method)
        .orElseThrow(() -> new IllegalStateException("no access method " + method));
  }

  /** How a key is indexed: those behind the vector of an index that finds the nearest, in order. */
  public AccessMethod accessMethod(int position) {
    return position > 0 && nearest() ? AccessMethod.BTREE : accessMethod();
  }

  /**
   * What of it is kept in storage: all, or the keys behind the vector, of an index that finds the
   * nearest; null when there are none.
   */
  public @Nullable Index stored() {
    if (!nearest()) {
      return this;
    }
    return keys.size() == 1
        ? null
        : new Index(
            oid,
            schema,
            name,
            tableOid,
            AccessMethod.BTREE.name(),
            keys.subList(1, keys.size()),
            false,
            false,
            predicateText,
            Map.of(),
            valid,
            List.of());
  }

  /** Whether it finds the nearest by a distance. */
  public boolean nearest() {
    return accessMethod().nearest();
  }

  /** Whether it finds keys in their order. */
  public boolean ordered() {
    return accessMethod().ordered();
  }

  /** Whether it finds values by what they contain. */
  public boolean inverted() {
    return accessMethod().inverted();
  }

  /** The operator of an index that finds the nearest. */
  public String distanceOperator() {
    return accessMethod()
        .operatorClass(keys.getFirst().operatorClass())
        .orElseThrow(() -> new IllegalStateException("operator class of " + name))
        .operator();
  }

  /** The same index under another OID. */
  public Index withOid(long newOid) {
    return new Index(
        newOid,
        schema,
        name,
        tableOid,
        method,
        keys,
        unique,
        primary,
        predicateText,
        options,
        valid,
        included);
  }

  /** The same index over other keys and rows. */
  public Index withKeys(List<Key> newKeys, @Nullable String newPredicate) {
    return new Index(
        oid,
        schema,
        name,
        tableOid,
        method,
        newKeys,
        unique,
        primary,
        newPredicate,
        options,
        valid,
        included);
  }

  /** The same index with other options. */
  public Index withOptions(Map<String, String> newOptions) {
    return new Index(
        oid,
        schema,
        name,
        tableOid,
        method,
        keys,
        unique,
        primary,
        predicateText,
        newOptions,
        valid,
        included);
  }

  /** The same index under another name. */
  public Index named(String newSchema, String newName) {
    return new Index(
        oid,
        newSchema,
        newName,
        tableOid,
        method,
        keys,
        unique,
        primary,
        predicateText,
        options,
        valid,
        included);
  }

  /** The same index, to be read or not. */
  public Index withValid(boolean nowValid) {
    return new Index(
        oid,
        schema,
        name,
        tableOid,
        method,
        keys,
        unique,
        primary,
        predicateText,
        options,
        nowValid,
        included);
  }
}
