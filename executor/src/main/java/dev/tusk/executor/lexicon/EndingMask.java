package dev.tusk.executor.lexicon;

import dev.tusk.executor.regex.Regex;
import dev.tusk.executor.regex.RegexOptions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the word that an affix is at must look like. */
sealed interface EndingMask {
  boolean fits(String word);

  static EndingMask of(String mask, boolean suffix) {
    if (mask.isEmpty() || mask.equals(".")) {
      return new Any();
    }
    String text = ByteText.text(mask);
    List<Letters> letters = Letters.read(text);
    return letters == null
        ? new Expression(
            Regex.compile(suffix ? text + "$" : "^" + text, RegexOptions.NONE), () -> {})
        : new Row(List.copyOf(letters), suffix);
  }

  record Any() implements EndingMask {
    @Override
    public boolean fits(String word) {
      return true;
    }
  }

  /** Letters, or choices of them, one behind the other at an end of the word. */
  record Row(List<Letters> letters, boolean atEnd) implements EndingMask {
    @Override
    public boolean fits(String word) {
      int[] of = ByteText.text(word).codePoints().toArray();
      if (of.length < letters.size()) {
        return false;
      }
      int from = atEnd ? of.length - letters.size() : 0;
      for (int i = 0; i < letters.size(); i++) {
        if (!letters.get(i).fits(of[from + i])) {
          return false;
        }
      }
      return true;
    }
  }

  /** Any other regular expression. */
  record Expression(Regex regex, Runnable check) implements EndingMask {
    @Override
    public boolean fits(String word) {
      return regex.matches(ByteText.text(word), check);
    }
  }

  /** One of some letters, or none of them. */
  record Letters(boolean none, List<Integer> letters) {
    boolean fits(int letter) {
      return letters.contains(letter) != none;
    }

    /** The letters of an expression that has only such; null for another. */
    static @Nullable List<Letters> read(String mask) {
      List<Letters> row = new ArrayList<>();
      int[] text = mask.codePoints().toArray();
      for (int i = 0; i < text.length; i++) {
        if (Character.isLetter(text[i])) {
          row.add(new Letters(false, List.of(text[i])));
          continue;
        }
        if (text[i] != '[') {
          return null;
        }
        boolean none = i + 1 < text.length && text[i + 1] == '^';
        i += none ? 2 : 1;
        List<Integer> choice = new ArrayList<>();
        while (i < text.length && Character.isLetter(text[i])) {
          choice.add(text[i++]);
        }
        if (i == text.length || text[i] != ']' || choice.isEmpty() && !none) {
          return null;
        }
        row.add(new Letters(none, List.copyOf(choice)));
      }
      return row;
    }
  }
}
