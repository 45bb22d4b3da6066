package dev.tusk.executor.lexicon;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a file of affixes says: that of ispell, or that of MySpell and Hunspell. */
final class AffixFile {
  final List<Affix> affixes = new ArrayList<>();
  final CompoundFlags compounds = new CompoundFlags();
  FlagMode mode = FlagMode.LETTER;

  /** Sets of flags by their numbers, where words name them so; null where they do not. */
  @Nullable List<String> aliases;

  static AffixFile read(LexiconReading reading, String name) {
    LexiconLines lines = reading.lines("affix file", name, "affix");
    AffixFile old = new AffixFile();
    if (new IspellAffixes(old).read(lines)) {
      return old;
    }
    AffixFile made = new AffixFile();
    new HunspellAffixes(made).read(lines);
    return made;
  }

  /**
   * A set of flags as an affix or a word names it.
   *
   * @throws dev.tusk.sql.error.SqlException F0000 for a number without a set
   */
  String set(String named) {
    List<String> sets = aliases;
    if (sets == null || named.isEmpty()) {
      return named;
    }
    LeadingNumber number = LeadingNumber.of(named, 0);
    if (!number.found() || number.value() > sets.size()) {
      throw LexiconLines.wrong("invalid affix alias \"" + ByteText.text(named) + "\"");
    }
    return number.value() > 0 && number.value() < sets.size() ? sets.get((int) number.value()) : "";
  }
}
