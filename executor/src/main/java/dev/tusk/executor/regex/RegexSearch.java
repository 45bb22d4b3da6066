package dev.tusk.executor.regex;

import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** The matches of a regular expression in a text, one after the other. Not for several threads. */
public final class RegexSearch {
  private final Regex regex;
  private final String text;
  private final CharSequence checked;
  private final Matcher matcher;

  RegexSearch(Regex regex, String text, Runnable check) {
    this.regex = regex;
    this.text = text;
    this.checked = new Regex.CheckedText(text, check);
    this.matcher = regex.pattern().matcher(checked);
  }

  /** The first match that starts at {@code from} or behind. */
  public boolean find(int from) {
    return from <= text.length() && regex.find(matcher, checked, from);
  }

  public int start() {
    return matcher.start();
  }

  public int end() {
    return matcher.end();
  }

  /** Where to search on: behind the match, and behind a further character if it was empty. */
  public int next() {
    int end = matcher.end();
    if (matcher.start() < end) {
      return end;
    }
    return end < text.length() ? text.offsetByCodePoints(end, 1) : end + 1;
  }

  public int groups() {
    return matcher.groupCount();
  }

  /** What a group matched, 0 for all; null when it took no part. */
  public @Nullable String group(int number) {
    return matcher.group(number);
  }

  /** Where a group starts; -1 when it took no part. */
  public int start(int group) {
    return matcher.start(group);
  }

  public int end(int group) {
    return matcher.end(group);
  }
}
