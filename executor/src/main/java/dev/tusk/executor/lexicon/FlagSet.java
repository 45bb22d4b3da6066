package dev.tusk.executor.lexicon;

import dev.tusk.sql.error.SqlException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The flags that a word or an affix has.
 *
 * @param wrong what is wrong with the text behind these flags: told when it is looked for others
 */
record FlagSet(List<String> flags, @Nullable SqlException wrong) {
  private static final int MOST = 1 << 16;

  static FlagSet of(String text, FlagMode mode) {
    List<String> flags = new ArrayList<>();
    SqlException wrong = null;
    try {
      for (int at = 0; at < text.length(); ) {
        at =
            switch (mode) {
              case LETTER -> letters(text, at, 1, flags);
              case LONG -> letters(text, at, 2, flags);
              case NUMBER -> number(text, at, flags);
            };
      }
    } catch (SqlException e) {
      wrong = e;
    }
    return new FlagSet(List.copyOf(flags), wrong);
  }

  private static int letters(String text, int from, int count, List<String> flags) {
    int at = from;
    for (int i = 0; i < count; i++) {
      if (at == text.length()) {
        throw wrongFlag(
            "invalid affix flag \"", text.substring(from), "\" with \"long\" flag value");
      }
      at += ByteText.letterBytes(text, at);
    }
    flags.add(text.substring(from, at));
    return at;
  }

  private static int number(String text, int from, List<String> flags) {
    LeadingNumber number = LeadingNumber.of(text, from);
    flags.add(Integer.toString(checked(number, text.substring(from))));
    int at = number.end();
    boolean comma = false;
    while (at < text.length()) {
      if (ByteText.isDigit(text, at)) {
        if (!comma) {
          throw wrongFlag("invalid affix flag \"", text.substring(at), "\"");
        }
        break;
      }
      if (text.charAt(at) == ',') {
        if (comma) {
          throw wrongFlag("invalid affix flag \"", text.substring(at), "\"");
        }
        comma = true;
      } else if (!ByteText.isSpace(text, at)) {
        throw wrongFlag("invalid character in affix flag \"", text.substring(at), "\"");
      }
      at += ByteText.letterBytes(text, at);
    }
    return at;
  }

  /** The number of a flag. */
  static int checked(LeadingNumber number, String written) {
    if (!number.found()) {
      throw wrongFlag("invalid affix flag \"", written, "\"");
    }
    if (number.value() < 0 || number.value() > MOST) {
      throw wrongFlag("affix flag \"", written, "\" is out of range");
    }
    return (int) number.value();
  }

  private static SqlException wrongFlag(String before, String flag, String after) {
    return LexiconLines.wrong(before + ByteText.text(flag) + after);
  }

  /**
   * Whether a flag is one of them; the empty one always is.
   *
   * @throws SqlException F0000 when it is not found before what is wrong
   */
  boolean has(String flag) {
    if (flag.isEmpty() || flags.contains(flag)) {
      return true;
    }
    checkWhole();
    return false;
  }

  /**
   * All flags.
   *
   * @throws SqlException F0000 when something is wrong with them
   */
  List<String> all() {
    checkWhole();
    return flags;
  }

  private void checkWhole() {
    if (wrong != null) {
      throw wrong;
    }
  }
}
