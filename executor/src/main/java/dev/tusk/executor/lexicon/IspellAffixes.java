package dev.tusk.executor.lexicon;

import org.jspecify.annotations.Nullable;

/**
 * Reads a file of affixes in the form of ispell: {@code suffixes}, {@code flag *S:}, then lines
 * {@code [^SXZHY] > S}.
 */
final class IspellAffixes {
  private final AffixFile file;
  private boolean suffixes;
  private boolean prefixes;
  private boolean old;
  private boolean other;
  private String flag = "";
  private int flags;

  IspellAffixes(AffixFile file) {
    this.file = file;
  }

  /** False for a file in the other form, of which nothing is taken. */
  boolean read(LexiconLines lines) {
    lines.forEach(line -> {
      if (!other) {
        line(ByteText.of(line));
      }
    });
    return !other;
  }

  private void line(String line) {
    String lower = ByteText.lower(line);
    if (lower.startsWith("#") || lower.startsWith("\n")) {
      return;
    }
    if (lower.startsWith("compoundwords") && compoundWords(line)) {
      return;
    }
    if (lower.startsWith("suffixes") || lower.startsWith("prefixes")) {
      suffixes = lower.startsWith("suffixes");
      prefixes = !suffixes;
      old = true;
      return;
    }
    if (lower.startsWith("flag")) {
      if (flag(line)) {
        old = true;
        return;
      }
      otherForm();
      return;
    }
    if (line.startsWith("COMPOUNDFLAG")
        || line.startsWith("COMPOUNDMIN")
        || line.startsWith("PFX")
        || line.startsWith("SFX")) {
      otherForm();
      return;
    }
    if (suffixes || prefixes) {
      IspellRule rule = IspellRule.of(lower);
      if (rule != null) {
        file.affixes.add(
            Affix.of(flag, suffixes, flags, rule.stripped(), rule.added(), rule.mask()));
      }
    }
  }

  private void otherForm() {
    if (old) {
      throw LexiconLines.wrong("affix file contains both old-style and new-style commands");
    }
    other = true;
  }

  /** {@code compoundwords controlled Z}; false where nothing is controlled. */
  private boolean compoundWords(String line) {
    int at = 0;
    while (at < line.length() && line.charAt(at) != 'l' && line.charAt(at) != 'L') {
      at++;
    }
    if (at == line.length()) {
      return false;
    }
    at = ByteText.skipSpace(line, ByteText.skipWord(line, at));
    if (at < line.length() && ByteText.letterBytes(line, at) == 1) {
      file.compounds.add(line, at, file.mode, CompoundFlags.ANYWHERE);
    }
    old = true;
    return true;
  }

  /** {@code flag *S:}; false for a flag of more than one letter. */
  private boolean flag(String line) {
    flags = 0;
    int at = ByteText.skipSpace(line, 4);
    if (is(line, at, '*')) {
      flags = CompoundFlags.CROSS_PRODUCT;
      at++;
    } else if (is(line, at, '~')) {
      flags = CompoundFlags.ONLY;
      at++;
    }
    if (is(line, at, '\\')) {
      at++;
    }
    if (at >= line.length() || ByteText.letterBytes(line, at) != 1) {
      return false;
    }
    flag = line.substring(at, at + 1);
    at++;
    return at >= line.length()
        || line.charAt(at) == '#'
        || line.charAt(at) == ':'
        || ByteText.isSpace(line, at);
  }

  private static boolean is(String line, int at, char what) {
    return at < line.length() && line.charAt(at) == what;
  }

  /** {@code mask > -stripped,added}. */
  private record IspellRule(String mask, String stripped, String added) {
    private enum State {
      BEFORE_MASK,
      MASK,
      BEFORE_STRIPPED,
      STRIPPED,
      BEFORE_ADDED,
      ADDED
    }

    /** Null for a line without a rule. */
    static @Nullable IspellRule of(String line) {
      StringBuilder mask = new StringBuilder();
      StringBuilder stripped = new StringBuilder();
      StringBuilder added = new StringBuilder();
      State state = State.BEFORE_MASK;
      int step;
      for (int at = 0; at < line.length(); at += step) {
        step = ByteText.letterBytes(line, at);
        String letter = line.substring(at, at + step);
        if (ByteText.isSpace(line, at)) {
          continue;
        }
        if (letter.equals("#") && state == State.BEFORE_MASK) {
          return null;
        }
        if (letter.equals("#") && state == State.ADDED
            || letter.equals("-") && state == State.BEFORE_ADDED) {
          break;
        }
        boolean alpha = ByteText.isAlpha(line, at);
        state =
            switch (state) {
              case BEFORE_MASK -> put(mask, letter, State.MASK);
              case MASK ->
                  letter.equals(">") ? State.BEFORE_STRIPPED : put(mask, letter, State.MASK);
              case BEFORE_STRIPPED ->
                  letter.equals("-")
                      ? State.STRIPPED
                      : put(added, required(letter, alpha || letter.equals("'")), State.ADDED);
              case STRIPPED ->
                  letter.equals(",")
                      ? State.BEFORE_ADDED
                      : put(stripped, required(letter, alpha), State.STRIPPED);
              case BEFORE_ADDED, ADDED -> put(added, required(letter, alpha), State.ADDED);
            };
      }
      return mask.isEmpty() || stripped.isEmpty() && added.isEmpty()
          ? null
          : new IspellRule(mask.toString(), stripped.toString(), added.toString());
    }

    private static State put(StringBuilder to, String letter, State state) {
      to.append(letter);
      return state;
    }

    private static String required(String letter, boolean holds) {
      if (!holds) {
        throw LexiconLines.wrong("syntax error");
      }
      return letter;
    }
  }
}
