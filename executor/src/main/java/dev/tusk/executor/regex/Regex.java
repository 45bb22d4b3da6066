package dev.tusk.executor.regex;

import dev.tusk.sql.error.SqlException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression of PostgreSQL, compiled.
 *
 * <p>PostgreSQL takes of all matches at the leftmost place the longest, or the shortest if the
 * expression prefers it; java.util.regex takes the first it tries. Where the two can differ, the
 * match's end is sought afterwards by length: one more try for each possible end.
 */
public final class Regex {
  private final Pattern pattern;
  private final boolean adjustsEnd;
  private final boolean longest;
  private final int maxLength;
  private final int groups;
  private final RegexOptions options;
  private final @Nullable EmptyAtEnd emptyAtEnd;

  private Regex(
      Pattern pattern, RegexNode root, boolean adjustsEnd, int groups, RegexOptions options) {
    this.pattern = pattern;
    this.adjustsEnd = adjustsEnd;
    this.longest = !Boolean.FALSE.equals(root.prefersLongest());
    this.maxLength = root.maxLength();
    this.groups = groups;
    this.options = options;
    this.emptyAtEnd = EmptyAtEnd.of(root);
  }

  /**
   * @throws SqlException 2201B {@code invalid regular expression: …}
   */
  public static Regex compile(String text, RegexOptions options) {
    RegexParser parser = new RegexParser(text, options);
    RegexNode root = parser.parse();
    if (AutomatonSize.of(root).tooLarge()) {
      throw RegexParser.invalid("regular expression is too complex");
    }
    StringBuilder java = new StringBuilder();
    root.write(java, null);
    try {
      return new Regex(
          Pattern.compile(java.toString()), root, root.dependsOnOrder(), parser.groups(), options);
    } catch (PatternSyntaxException e) {
      throw SqlException.notSupported("regular expression \"" + text + "\"");
    }
  }

  public RegexOptions options() {
    return options;
  }

  /** Capturing parentheses. */
  public int groups() {
    return groups;
  }

  /** A search through a text. {@code check} is called now and then and may throw. */
  public RegexSearch search(String text, Runnable check) {
    return new RegexSearch(this, text, check);
  }

  /** Whether it matches anywhere. */
  public boolean matches(String text, Runnable check) {
    CheckedText checked = new CheckedText(text, check);
    Matcher matcher = pattern.matcher(checked);
    return DeepStack.run(() -> matcher.reset().find() && comesTo(matcher.start(), checked, 0));
  }

  Pattern pattern() {
    return pattern;
  }

  /** Finds the next match from {@code from} on; places before it are seen by look-behind. */
  boolean find(Matcher matcher, CharSequence text, int from) {
    return DeepStack.run(() -> findHere(matcher, text, from));
  }

  /** Whether PostgreSQL's search from {@code from} comes to a match that starts there. */
  private boolean comesTo(int start, CharSequence text, int from) {
    return emptyAtEnd == null || start < text.length() || emptyAtEnd.isTried(text, from);
  }

  private boolean findHere(Matcher matcher, CharSequence text, int from) {
    int length = text.length();
    matcher.region(from, length);
    matcher.useAnchoringBounds(false).useTransparentBounds(true);
    if (!matcher.find() || !comesTo(matcher.start(), text, from)) {
      return false;
    }
    if (adjustsEnd) {
      adjust(matcher, length);
    }
    return true;
  }

  private void adjust(Matcher matcher, int length) {
    int start = matcher.start();
    int end = matcher.end();
    if (longest) {
      int limit = maxLength < 0 ? length : (int) Math.min(length, (long) start + maxLength);
      if (end < limit && matcher.region(start, limit).matches()) {
        return;
      }
      // What does not come as far as a region's end does not come farther in a larger one.
      for (int further = end + 1; further < limit; further++) {
        if (matcher.region(start, further).matches()) {
          end = further;
        } else if (!matcher.hitEnd()) {
          break;
        }
      }
    } else {
      for (int nearer = start; nearer < end; nearer++) {
        if (matcher.region(start, nearer).matches()) {
          return;
        }
      }
    }
    matcher.region(start, end).matches();
  }

  /** A text that lets a cancelled statement out of an expression that backtracks without end. */
  static final class CheckedText implements CharSequence {
    private static final int INTERVAL = 1 << 16;
    private final String text;
    private final Runnable check;
    private int reads;

    CheckedText(String text, Runnable check) {
      this.text = text;
      this.check = check;
    }

    @Override
    public char charAt(int index) {
      if (++reads >= INTERVAL) {
        reads = 0;
        check.run();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
