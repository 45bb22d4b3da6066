package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Options of a sequence; null for what was not said.
 *
 * @param noMinimum NO MINVALUE was written
 * @param noMaximum NO MAXVALUE was written
 * @param restart RESTART was written, perhaps with a value
 * @param ownedBy table and column; {@code ownedByNone} for OWNED BY NONE
 * @param sequenceName SEQUENCE NAME, as dumps of identity columns write it
 */
public record SequenceOptions(
    @Nullable TypeName type,
    @Nullable Long increment,
    @Nullable Long minimum,
    boolean noMinimum,
    @Nullable Long maximum,
    boolean noMaximum,
    @Nullable Long start,
    boolean restart,
    @Nullable Long restartWith,
    @Nullable Long cache,
    @Nullable Boolean cycle,
    @Nullable OwnedBy ownedBy,
    boolean ownedByNone,
    @Nullable QualifiedName sequenceName) {

  /** A column that takes its sequence with it when dropped. */
  public record OwnedBy(QualifiedName table, String column) {}
}
