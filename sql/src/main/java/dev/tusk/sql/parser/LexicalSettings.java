package dev.tusk.sql.parser;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;

/**
 * Settings of a session that the scanner reads, as they stand when a text arrives.
 *
 * @param standardStrings {@code standard_conforming_strings}: a backslash in {@code '…'} is plain
 * @param escapeWarning {@code escape_string_warning}: tell of escapes in {@code '…'}
 * @param backslashQuote {@code backslash_quote}: whether {@code \'} may stand for a quote. The
 *     encodings in which that is unsafe are none of ours.
 */
public record LexicalSettings(
    boolean standardStrings, boolean escapeWarning, boolean backslashQuote) {
  public static final LexicalSettings STANDARD = new LexicalSettings(true, true, true);

  /** Refuses {@code U&'…'} where strings have escapes of another kind. */
  void checkUnicode(int position) {
    if (!standardStrings) {
      throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED, "unsafe use of string constant with Unicode escapes")
          .withDetail(
              "String constants with Unicode escapes cannot be used when"
                  + " standard_conforming_strings is off.")
          .at(position);
    }
  }

  void checkBackslashQuote(int position) {
    if (!backslashQuote) {
      throw SqlException.of(
              SqlState.NONSTANDARD_USE_OF_ESCAPE_CHARACTER, "unsafe use of \\' in a string literal")
          .withHint("Use '' to write quotes in strings. \\' is insecure in client-only encodings.")
          .at(position);
    }
  }
}
