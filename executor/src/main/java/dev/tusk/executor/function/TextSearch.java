package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionContext;

/**
 * Looks for a piece of text in another. The time is a product of both lengths at worst, so that a
 * long search is cut into steps, between which the statement can be stopped.
 */
final class TextSearch {
  /** Comparisons of a step, at worst. */
  private static final int STEP = 1 << 20;

  private TextSearch() {}

  /** Where the piece stands from a position on; -1 for nowhere. */
  static int indexOf(String text, String piece, int from, FunctionContext context) {
    if ((long) (text.length() - from) * piece.length() <= STEP) {
      return text.indexOf(piece, from);
    }
    int starts = Math.max(1, STEP / Math.max(1, piece.length()));
    int last = text.length() - piece.length();
    for (int start = from; start <= last; start += starts) {
      context.checkCancelled();
      int end = (int) Math.min(text.length(), (long) start + starts - 1 + piece.length());
      int found = text.indexOf(piece, start, end);
      if (found >= 0) {
        return found;
      }
    }
    return -1;
  }

  /** Every occurrence of the piece, which is not empty, by another one. */
  static String replace(String text, String piece, String by, FunctionContext context) {
    if ((long) text.length() * piece.length() <= STEP) {
      return text.replace(piece, by);
    }
    StringBuilder out = new StringBuilder(text.length());
    int from = 0;
    for (int at = indexOf(text, piece, 0, context);
        at >= 0;
        at = indexOf(text, piece, from, context)) {
      out.append(text, from, at).append(by);
      from = at + piece.length();
      if (out.length() > StringBodies.MAX_BYTES) {
        throw StringBodies.tooLarge();
      }
    }
    return out.append(text, from, text.length()).toString();
  }
}
