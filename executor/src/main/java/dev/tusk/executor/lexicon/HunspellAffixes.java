package dev.tusk.executor.lexicon;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a file of affixes in the form of MySpell and Hunspell: {@code SFX S Y 1}, then lines {@code
 * SFX S 0 S [^SXZHY]}; which of the other commands PostgreSQL reads, is read here.
 */
final class HunspellAffixes {
  /** The longer ones first of those that begin alike. */
  private static final Map<String, Integer> COMPOUND_COMMANDS = commands();

  private static final int MOST_SETS = 1 << 20;

  private final AffixFile file;
  private boolean suffix;
  private int flags;
  private int sets;

  HunspellAffixes(AffixFile file) {
    this.file = file;
  }

  private static Map<String, Integer> commands() {
    Map<String, Integer> commands = new LinkedHashMap<>();
    commands.put("COMPOUNDFLAG", CompoundFlags.ANYWHERE);
    commands.put("COMPOUNDBEGIN", CompoundFlags.BEGIN);
    commands.put("COMPOUNDLAST", CompoundFlags.LAST);
    commands.put("COMPOUNDEND", CompoundFlags.LAST);
    commands.put("COMPOUNDMIDDLE", CompoundFlags.MIDDLE);
    commands.put("ONLYINCOMPOUND", CompoundFlags.ONLY);
    commands.put("COMPOUNDPERMITFLAG", CompoundFlags.PERMIT);
    commands.put("COMPOUNDFORBIDFLAG", CompoundFlags.FORBID);
    return commands;
  }

  void read(LexiconLines lines) {
    lines.forEach(line -> flagCommand(ByteText.of(line)));
    file.compounds.sort();
    lines.forEach(line -> rule(ByteText.of(line)));
  }

  private static boolean isIgnored(String line) {
    return line.isEmpty() || ByteText.isSpace(line, 0) || line.charAt(0) == '#';
  }

  private void flagCommand(String line) {
    if (isIgnored(line)) {
      return;
    }
    for (Map.Entry<String, Integer> command : COMPOUND_COMMANDS.entrySet()) {
      if (line.startsWith(command.getKey())) {
        file.compounds.add(line, command.getKey().length(), file.mode, command.getValue());
        return;
      }
    }
    if (line.startsWith("FLAG")) {
      int at = ByteText.skipSpace(line, 4);
      if (line.startsWith("long", at)) {
        file.mode = FlagMode.LONG;
      } else if (line.startsWith("num", at)) {
        file.mode = FlagMode.NUMBER;
      } else if (at < line.length() && !line.startsWith("default", at)) {
        throw LexiconLines.wrong(
            "Ispell dictionary supports only \"default\", \"long\", and \"num\" flag values");
      }
    }
  }

  /** Up to five words of a line in front of a comment. */
  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    int at = ByteText.skipSpace(line, 0);
    while (fields.size() < 5 && at < line.length() && line.charAt(at) != '#') {
      int end = ByteText.skipWord(line, at);
      fields.add(line.substring(at, end));
      at = ByteText.skipSpace(line, end);
    }
    return fields;
  }

  private void rule(String line) {
    if (isIgnored(line)) {
      return;
    }
    List<String> fields = fields(line);
    String type = fields.isEmpty() ? "" : ByteText.lower(fields.getFirst());
    if (type.startsWith("af")) {
      alias(fields.size() > 1 ? fields.get(1) : "");
      return;
    }
    boolean isSuffix = type.startsWith("sfx");
    if (fields.size() < 4 || !isSuffix && !type.startsWith("pfx")) {
      return;
    }
    String flag = fields.get(1);
    int most =
        switch (file.mode) {
          case LETTER -> 1;
          case LONG -> 2;
          case NUMBER -> Integer.MAX_VALUE;
        };
    if (flag.length() > most) {
      return;
    }
    if (fields.size() == 4) {
      suffix = isSuffix;
      String cross = fields.get(2);
      flags = cross.startsWith("y") || cross.startsWith("Y") ? CompoundFlags.CROSS_PRODUCT : 0;
      return;
    }
    affix(flag, fields.get(2), fields.get(3), fields.get(4));
  }

  private void affix(String flag, String stripped, String added, String mask) {
    int slash = added.indexOf('/');
    int own =
        slash < 0
            ? 0
            : file.compounds.of(
                FlagSet.of(file.set(added.substring(slash + 1)), file.mode), file.mode);
    String text = slash < 0 ? added : added.substring(0, slash);
    file.affixes.add(
        Affix.of(
            flag,
            suffix,
            flags | own,
            stripped.startsWith("0") ? "" : ByteText.lower(stripped),
            added.startsWith("0") ? "" : ByteText.lower(text),
            ByteText.lower(mask)));
  }

  /** A set of flags that has a number; the first line says how many there are. */
  private void alias(String value) {
    List<String> known = file.aliases;
    if (known == null) {
      LeadingNumber count = LeadingNumber.of(value, 0);
      if (!count.found() || count.value() <= 0) {
        throw LexiconLines.wrong("invalid number of flag vector aliases");
      }
      known = new ArrayList<>();
      known.add("");
      known.addAll(Collections.nCopies((int) Math.min(count.value(), MOST_SETS), ""));
      file.aliases = known;
      sets = 1;
      return;
    }
    if (sets == known.size()) {
      throw LexiconLines.wrong("number of aliases exceeds specified number " + (known.size() - 1));
    }
    known.set(sets++, value);
  }
}
