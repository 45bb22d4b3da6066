package dev.tusk.sql.type;

import org.jspecify.annotations.Nullable;

/**
 * What the SQL standard's catalogs say of a type with its modifier: each is null where it does not
 * apply.
 *
 * @param characterLength of bit strings, that in bits
 * @param octetLength the most bytes that a string may take
 * @param numericPrecision in digits of the radix
 * @param datetimePrecision digits of a second's fraction
 */
public record StandardFacts(
    @Nullable Integer characterLength,
    @Nullable Integer octetLength,
    @Nullable Integer numericPrecision,
    @Nullable Integer numericRadix,
    @Nullable Integer numericScale,
    @Nullable Integer datetimePrecision) {
  static final StandardFacts NONE = new StandardFacts(null, null, null, null, null, null);

  /** Bytes of a string without a limit of its own. */
  private static final int MAX_OCTETS = 1 << 30;

  private static final int BYTES_PER_CHARACTER = 4;

  /** A string of at most so many characters; null for any number. */
  static StandardFacts string(@Nullable Integer characters) {
    int octets = characters == null ? MAX_OCTETS : characters * BYTES_PER_CHARACTER;
    return new StandardFacts(characters, octets, null, null, null, null);
  }

  static StandardFacts bits(@Nullable Integer length) {
    return new StandardFacts(length, null, null, null, null, null);
  }

  static StandardFacts integer(int bits) {
    return new StandardFacts(null, null, bits, 2, 0, null);
  }

  static StandardFacts floating(int bits) {
    return new StandardFacts(null, null, bits, 2, null, null);
  }

  static StandardFacts decimal(@Nullable Integer precision, @Nullable Integer scale) {
    return new StandardFacts(null, null, precision, 10, scale, null);
  }

  static StandardFacts datetime(int fraction) {
    return new StandardFacts(null, null, null, null, null, fraction);
  }
}
