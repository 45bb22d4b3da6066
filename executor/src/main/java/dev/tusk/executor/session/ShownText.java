package dev.tusk.executor.session;

import java.util.regex.Pattern;

/**
 * A statement's text as logs and other sessions may see it: without passwords, wherever in the text
 * a statement about a role stands.
 */
final class ShownText {
  private static final String WORD = "password";

  /** The word, blanks or comments, and a literal of any form, which may lack its end. */
  private static final Pattern PASSWORD =
      Pattern.compile(
          "(\\bpassword(?:\\s|/\\*.*?\\*/|--[^\\n]*\\n)+)"
              + "(?:(?:[eEnN]|[uU]&)?'(?:[^'\\\\]|''|\\\\.)*'?|\\$.*)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private ShownText() {}

  static String of(String text) {
    return mentionsPassword(text) ? PASSWORD.matcher(text).replaceAll("$1<hidden>") : text;
  }

  /** Whether a statement may be about a password, which is then kept nowhere. */
  static boolean mentionsPassword(String text) {
    for (int i = 4; i + 4 <= text.length(); i++) {
      char c = text.charAt(i);
      if ((c == 'w' || c == 'W') && text.regionMatches(true, i - 4, WORD, 0, WORD.length())) {
        return true;
      }
    }
    return false;
  }
}
