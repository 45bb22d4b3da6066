package dev.tusk.executor.session;

import dev.tusk.sql.error.SqlException;
import java.util.regex.Matcher;
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

  /** What has statements in literals, or makes them of parts: a password may stand anywhere. */
  private static final Pattern BODY =
      Pattern.compile("\\b(?:do|execute|format|function|procedure)\\b", Pattern.CASE_INSENSITIVE);

  private static final Pattern OF_ROLE =
      Pattern.compile(
          "\\b(?:role|user|group)\\b.*?\\bpassword\\b", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private ShownText() {}

  static String of(String text) {
    if (!mentionsPassword(text)) {
      return text;
    }
    Matcher ofRole = OF_ROLE.matcher(text);
    if (BODY.matcher(text).find() && ofRole.find()) {
      return text.substring(0, ofRole.end()) + " <hidden>";
    }
    return PASSWORD.matcher(text).replaceAll("$1<hidden>");
  }

  /** An error whose context, which is of statements that others wrote, shows no password. */
  static RuntimeException without(RuntimeException error) {
    if (!(error instanceof SqlException shown)) {
      return error;
    }
    SqlException.Fields fields = shown.fields();
    String where = fields.where();
    String query = fields.internalQuery();
    if (where != null && mentionsPassword(where)) {
      shown = shown.withWhere(of(where));
    }
    return query != null && mentionsPassword(query)
        ? shown.inside(fields.internalPosition(), of(query))
        : shown;
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
