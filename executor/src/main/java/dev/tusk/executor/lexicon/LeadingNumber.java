package dev.tusk.executor.lexicon;

/**
 * The number that a text begins with, behind white space and a sign, as C's strtol reads it.
 *
 * @param found whether there is one, within the range of 64 bits
 * @param end behind it
 */
record LeadingNumber(boolean found, long value, int end) {
  static LeadingNumber of(String text, int from) {
    int at = ByteText.skipSpace(text, from);
    if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
      at++;
    }
    int digits = at;
    while (at < text.length() && ByteText.isDigit(text, at)) {
      at++;
    }
    if (at == digits) {
      return new LeadingNumber(false, 0, from);
    }
    try {
      return new LeadingNumber(true, Long.parseLong(text.substring(from, at).strip()), at);
    } catch (NumberFormatException e) {
      return new LeadingNumber(false, 0, at);
    }
  }
}
