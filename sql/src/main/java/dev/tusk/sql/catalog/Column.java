package dev.tusk.sql.catalog;

import dev.tusk.sql.type.BuiltinCollations;
import dev.tusk.sql.type.CollatedType;
import dev.tusk.sql.type.Collation;
import dev.tusk.sql.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table, at {@code Table.columns().get(number - 1)}.
 *
 * @param number {@code attnum}, from 1; never reused
 * @param defaultText the default as SQL, null for none; for a serial column {@code nextval('…')},
 *     for a generated column its expression
 * @param collation of COLLATE; null for that of the type
 * @param dropped the place is kept so that stored rows keep their shape; no name finds it
 * @param descent whether it is the table's own or comes from parents
 */
public record Column(
    int number,
    String name,
    Type type,
    int typmod,
    @Nullable Collation collation,
    boolean notNull,
    @Nullable String defaultText,
    Identity identity,
    boolean dropped,
    Descent descent) {

  /** A column of the table's own. */
  public Column(
      int number,
      String name,
      Type type,
      int typmod,
      boolean notNull,
      @Nullable String defaultText,
      Identity identity,
      boolean dropped) {
    this(number, name, type, typmod, null, notNull, defaultText, identity, dropped, Descent.OWN);
  }

  /** The same with another type. */
  public Column withType(Type changed) {
    return withType(changed, typmod);
  }

  /** The same with another type and modifier. */
  public Column withType(Type changed, int changedTypmod) {
    return new Column(
        number,
        name,
        changed,
        changedTypmod,
        collation,
        notNull,
        defaultText,
        identity,
        dropped,
        descent);
  }

  /** The same under another name. */
  public Column named(String newName) {
    return new Column(
        number, newName, type, typmod, collation, notNull, defaultText, identity, dropped, descent);
  }

  /** The same with another default; null for none. */
  public Column withDefault(@Nullable String text) {
    return new Column(
        number, name, type, typmod, collation, notNull, text, identity, dropped, descent);
  }

  /** The same, with or without NOT NULL. */
  public Column withNotNull(boolean now) {
    return new Column(
        number, name, type, typmod, collation, now, defaultText, identity, dropped, descent);
  }

  /** The same with another default and way in which values come. */
  public Column withDefault(@Nullable String text, Identity changed) {
    return new Column(
        number, name, type, typmod, collation, notNull, text, changed, dropped, descent);
  }

  /** The same, come to the table in another way. */
  public Column withDescent(Descent changed) {
    return new Column(
        number, name, type, typmod, collation, notNull, defaultText, identity, dropped, changed);
  }

  /** What is left of it when it is dropped: its place, so that stored rows keep their shape. */
  public Column removed() {
    return new Column(
        number,
        "........pg.dropped." + number + "........",
        type,
        typmod,
        false,
        null,
        Identity.NONE,
        true);
  }

  /** The same with another collation; null for that of the type. */
  public Column withCollation(@Nullable Collation changed) {
    return new Column(
        number, name, type, typmod, changed, notNull, defaultText, identity, dropped, descent);
  }

  /** The collation that its values have ({@code attcollation}); null for none. */
  public @Nullable Collation effectiveCollation() {
    return collation == null ? BuiltinCollations.of(type) : collation;
  }

  /** The type by whose order its values are compared. */
  public Type comparedType() {
    return CollatedType.of(type, effectiveCollation());
  }

  /** Whether the value is computed of the row's others: the default is the expression. */
  public boolean generated() {
    return identity == Identity.STORED;
  }

  /** Whether the value comes of a sequence of the column's own. */
  public boolean hasIdentity() {
    return identity == Identity.ALWAYS || identity == Identity.BY_DEFAULT;
  }

  /** What GENERATED says: {@code attidentity}, {@code attgenerated}. */
  public enum Identity {
    NONE,
    ALWAYS,
    BY_DEFAULT,
    /** AS (…) STORED. */
    STORED
  }
}
