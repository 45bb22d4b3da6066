package dev.tusk.sql.catalog;

import dev.tusk.sql.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table, at {@code Table.columns().get(number - 1)}.
 *
 * @param number {@code attnum}, from 1; never reused
 * @param defaultText the default as SQL, null for none; for a serial column {@code nextval('…')},
 *     for a generated column its expression
 * @param dropped the place is kept so that stored rows keep their shape; no name finds it
 */
public record Column(
    int number,
    String name,
    Type type,
    int typmod,
    boolean notNull,
    @Nullable String defaultText,
    Identity identity,
    boolean dropped) {

  /** The same with another type. */
  public Column withType(Type changed) {
    return new Column(number, name, changed, typmod, notNull, defaultText, identity, dropped);
  }

  /** The same under another name. */
  public Column named(String newName) {
    return new Column(number, newName, type, typmod, notNull, defaultText, identity, dropped);
  }

  /** The same with another default; null for none. */
  public Column withDefault(@Nullable String text) {
    return new Column(number, name, type, typmod, notNull, text, identity, dropped);
  }

  /** The same, with or without NOT NULL. */
  public Column withNotNull(boolean now) {
    return new Column(number, name, type, typmod, now, defaultText, identity, dropped);
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
