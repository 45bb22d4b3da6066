package dev.tusk.executor.session;

import java.util.regex.Pattern;

/** A statement's text as logs and other sessions may see it: without passwords. */
final class ShownText {
  private static final Pattern ROLE_WITH_PASSWORD =
      Pattern.compile(
          "\\s*(alter|create)\\s+(role|user)\\b.*\\bpassword\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern PASSWORD =
      Pattern.compile(
          "(\\bpassword\\s+)(?:[eE]?'(?:[^'\\\\]|''|\\\\.)*'?|\\$.*)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private ShownText() {}

  static String of(String text) {
    return mayBeOfRole(text) && ROLE_WITH_PASSWORD.matcher(text).matches()
        ? PASSWORD.matcher(text).replaceAll("$1<hidden>")
        : text;
  }

  /** Looks at the first letter only, as nearly all statements begin with another one. */
  private static boolean mayBeOfRole(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isWhitespace(c)) {
        return c == 'a' || c == 'A' || c == 'c' || c == 'C';
      }
    }
    return false;
  }
}
