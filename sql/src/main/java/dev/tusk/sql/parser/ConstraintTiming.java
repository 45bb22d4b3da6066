package dev.tusk.sql.parser;

import dev.tusk.sql.catalog.Constraint.Timing;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import org.jspecify.annotations.Nullable;

/**
 * The words that say when a constraint is checked, in any order. Behind a column's constraint they
 * are words of their own (transformConstraintAttrs), behind a table's they are part of it
 * (processCASbits in gram.y), which shows in their errors.
 */
final class ConstraintTiming {
  private final Tokens tokens;
  private final boolean ofColumn;
  private @Nullable Boolean deferrable;
  private @Nullable Boolean deferred;

  private ConstraintTiming(Tokens tokens, boolean ofColumn) {
    this.tokens = tokens;
    this.ofColumn = ofColumn;
  }

  static Timing read(Tokens tokens, boolean ofColumn) {
    return new ConstraintTiming(tokens, ofColumn).read();
  }

  /** Behind CHECK, which is never deferred. */
  static void requireNone(Tokens tokens, boolean ofColumn) {
    int position = tokens.peek().beginColumn;
    if (ofColumn) {
      String clause =
          tokens.is("deferrable")
              ? "DEFERRABLE"
              : tokens.is("not") && tokens.is(2, "deferrable")
                  ? "NOT DEFERRABLE"
                  : tokens.is("initially")
                      ? tokens.is(2, "deferred") ? "INITIALLY DEFERRED" : "INITIALLY IMMEDIATE"
                      : null;
      if (clause != null) {
        throw SqlException.of(SqlState.SYNTAX_ERROR, "misplaced " + clause + " clause")
            .at(position);
      }
    } else if (read(tokens, false).deferrable()) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED, "CHECK constraints cannot be marked DEFERRABLE");
    }
  }

  private Timing read() {
    while (true) {
      int position = tokens.peek().beginColumn;
      if (tokens.accept("deferrable")) {
        deferrable = once(deferrable, true, "DEFERRABLE/NOT DEFERRABLE", position);
      } else if (tokens.is("not") && tokens.is(2, "deferrable")) {
        tokens.expect("not", "deferrable");
        deferrable = once(deferrable, false, "DEFERRABLE/NOT DEFERRABLE", position);
      } else if (tokens.accept("initially")) {
        boolean late = tokens.accept("deferred");
        if (!late) {
          tokens.expect("immediate");
        }
        deferred = once(deferred, late, "INITIALLY IMMEDIATE/DEFERRED", position);
      } else {
        break;
      }
      if (Boolean.FALSE.equals(deferrable) && Boolean.TRUE.equals(deferred)) {
        throw SqlException.of(
                SqlState.SYNTAX_ERROR, "constraint declared INITIALLY DEFERRED must be DEFERRABLE")
            .at(position);
      }
    }
    return Boolean.TRUE.equals(deferred)
        ? Timing.INITIALLY_DEFERRED
        : Boolean.TRUE.equals(deferrable) ? Timing.INITIALLY_IMMEDIATE : Timing.NOT_DEFERRABLE;
  }

  /** A table's constraint may say the same thing twice, a column's may not. */
  private Boolean once(@Nullable Boolean known, boolean now, String clauses, int position) {
    if (known != null && ofColumn) {
      throw SqlException.of(SqlState.SYNTAX_ERROR, "multiple " + clauses + " clauses not allowed")
          .at(position);
    }
    if (known != null && known != now) {
      throw SqlException.of(SqlState.SYNTAX_ERROR, "conflicting constraint properties")
          .at(position);
    }
    return now;
  }
}
