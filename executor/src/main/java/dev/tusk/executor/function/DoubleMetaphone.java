package dev.tusk.executor.function;

/**
 * How a name sounds, in up to four letters, and how it sounds as people elsewhere would say it:
 * Lawrence Philips' Double Metaphone, with the rules that fuzzystrmatch has. {@code X} is sh,
 * {@code 0} is th.
 */
final class DoubleMetaphone {
  private static final int LENGTH = 4;

  /** Behind the word there are spaces, so that rules may look ahead. */
  private static final String PADDING = "     ";

  private final String word;
  private final int length;
  private final int last;
  private final boolean slavic;
  private final StringBuilder primary = new StringBuilder();
  private final StringBuilder secondary = new StringBuilder();
  private int at;

  /**
   * @param text bytes, a character each
   */
  DoubleMetaphone(String text) {
    StringBuilder upper = new StringBuilder(text.length() + PADDING.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      upper.append(c >= 'a' && c <= 'z' ? (char) (c - 32) : c);
    }
    this.word = upper.append(PADDING).toString();
    this.length = text.length();
    this.last = length - 1;
    this.slavic = word.contains("W") || word.contains("K") || word.contains("CZ");
    read();
  }

  String primary() {
    return primary.substring(0, Math.min(LENGTH, primary.length()));
  }

  String secondary() {
    return secondary.substring(0, Math.min(LENGTH, secondary.length()));
  }

  /** The letter so many behind the current one; 0 outside of the word. */
  private char letter(int ahead) {
    return letterAt(at + ahead);
  }

  private char letterAt(int index) {
    return index < 0 || index >= word.length() ? 0 : word.charAt(index);
  }

  private boolean isVowel(int index) {
    char c = letterAt(index);
    return c != 0 && "AEIOUY".indexOf(c) >= 0;
  }

  /** Whether one of some texts stands so many letters behind the current one. */
  private boolean near(int ahead, String... texts) {
    return standsAt(at + ahead, texts);
  }

  private boolean standsAt(int index, String... texts) {
    if (index >= 0) {
      for (String text : texts) {
        if (word.startsWith(text, index)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean germanic() {
    return standsAt(0, "VAN ", "VON ", "SCH");
  }

  private void put(String both, int letters) {
    put(both, both, letters);
  }

  private void put(String one, String other, int letters) {
    primary.append(one);
    secondary.append(other);
    at += letters;
  }

  /** The same sound for a letter, or for two of it. */
  private void putOnce(String sound) {
    put(sound, letter(1) == letter(0) ? 2 : 1);
  }

  private void read() {
    at = standsAt(0, "GN", "KN", "PN", "WR", "PS") ? 1 : 0;
    if (letterAt(0) == 'X') {
      put("S", 1);
    }
    while ((primary.length() < LENGTH || secondary.length() < LENGTH) && at < length) {
      readLetter();
    }
  }

  private void readLetter() {
    switch (letter(0)) {
      case 'A', 'E', 'I', 'O', 'U', 'Y' -> put(at == 0 ? "A" : "", 1);
      case 'B' -> putOnce("P");
      case '\u00c7' -> put("S", 1);
      case 'C' -> readC();
      case 'D' -> readD();
      case 'F', 'V' -> putOnce("F");
      case 'G' -> readG();
      case 'H' -> {
        boolean kept = (at == 0 || isVowel(at - 1)) && isVowel(at + 1);
        put(kept ? "H" : "", kept ? 2 : 1);
      }
      case 'J' -> readJ();
      case 'K', 'Q' -> putOnce("K");
      case 'L' -> readL();
      case 'M' -> {
        boolean dumb = near(-1, "UMB") && (at + 1 == last || near(2, "ER"));
        put("M", dumb || letter(1) == 'M' ? 2 : 1);
      }
      case 'N' -> putOnce("N");
      case '\u00d1' -> put("N", 1);
      case 'P' -> put(letter(1) == 'H' ? "F" : "P", near(1, "H", "P", "B") ? 2 : 1);
      case 'R' -> {
        boolean french = at == last && !slavic && near(-2, "IE") && !near(-4, "ME", "MA");
        put(french ? "" : "R", "R", letter(1) == 'R' ? 2 : 1);
      }
      case 'S' -> readS();
      case 'T' -> readT();
      case 'W' -> readW();
      case 'X' -> {
        boolean french = at == last && (near(-3, "IAU", "EAU") || near(-2, "AU", "OU"));
        put(french ? "" : "KS", near(1, "C", "X") ? 2 : 1);
      }
      case 'Z' -> readZ();
      default -> at++;
    }
  }

  private void readC() {
    if (at > 1
        && !isVowel(at - 2)
        && near(-1, "ACH")
        && letter(2) != 'I'
        && (letter(2) != 'E' || near(-2, "BACHER", "MACHER"))) {
      put("K", 2);
    } else if (at == 0 && near(0, "CAESAR")) {
      put("S", 2);
    } else if (near(0, "CHIA")) {
      put("K", 2);
    } else if (near(0, "CH")) {
      readCh();
    } else if (near(0, "CZ") && !near(-2, "WICZ")) {
      put("S", "X", 2);
    } else if (near(1, "CIA")) {
      put("X", 3);
    } else if (near(0, "CC") && !(at == 1 && letterAt(0) == 'M')) {
      readCc();
    } else if (near(0, "CK", "CG", "CQ")) {
      put("K", 2);
    } else if (near(0, "CI", "CE", "CY")) {
      put("S", near(0, "CIO", "CIE", "CIA") ? "X" : "S", 2);
    } else if (near(1, " C", " Q", " G")) {
      put("K", 3);
    } else {
      put("K", near(1, "C", "K", "Q") && !near(1, "CE", "CI") ? 2 : 1);
    }
  }

  private void readCh() {
    boolean greek =
        at == 0 && near(1, "HARAC", "HARIS", "HOR", "HYM", "HIA", "HEM") && !standsAt(0, "CHORE");
    if (at > 0 && near(0, "CHAE")) {
      put("K", "X", 2);
    } else if (greek
        || germanic()
        || near(-2, "ORCHES", "ARCHIT", "ORCHID")
        || near(2, "T", "S")
        || (at == 0 || near(-1, "A", "O", "U", "E"))
            && near(2, "L", "R", "N", "M", "B", "H", "F", "V", "W", " ")) {
      put("K", 2);
    } else if (at == 0) {
      put("X", 2);
    } else {
      put(standsAt(0, "MC") ? "K" : "X", "K", 2);
    }
  }

  private void readCc() {
    if (!near(2, "I", "E", "H") || near(2, "HU")) {
      put("K", 2);
    } else {
      boolean hard = at == 1 && letter(-1) == 'A' || near(-1, "UCCEE", "UCCES");
      put(hard ? "KS" : "X", 3);
    }
  }

  private void readD() {
    if (near(0, "DG")) {
      boolean soft = near(2, "I", "E", "Y");
      put(soft ? "J" : "TK", soft ? 3 : 2);
    } else {
      put("T", near(0, "DT", "DD") ? 2 : 1);
    }
  }

  private void readG() {
    if (letter(1) == 'H') {
      readGh();
    } else if (letter(1) == 'N') {
      if (at == 1 && isVowel(0) && !slavic) {
        put("KN", "N", 2);
      } else {
        put(!near(2, "EY") && !slavic ? "N" : "KN", "KN", 2);
      }
    } else if (near(1, "LI") && !slavic) {
      put("KL", "L", 2);
    } else if (at == 0
        && near(1, "Y", "ES", "EP", "EB", "EL", "EY", "IB", "IL", "IN", "IE", "EI", "ER")) {
      put("K", "J", 2);
    } else if (near(1, "ER", "Y")
        && !standsAt(0, "DANGER", "RANGER", "MANGER")
        && !near(-1, "E", "I", "RGY", "OGY")) {
      put("K", "J", 2);
    } else if (near(1, "E", "I", "Y") || near(-1, "AGGI", "OGGI")) {
      if (germanic() || near(1, "ET")) {
        put("K", 2);
      } else {
        put("J", near(1, "IER ") ? "J" : "K", 2);
      }
    } else {
      putOnce("K");
    }
  }

  private void readGh() {
    if (at > 0 && !isVowel(at - 1)) {
      put("K", 2);
    } else if (at == 0) {
      put(letter(2) == 'I' ? "J" : "K", 2);
    } else if (at > 1 && near(-2, "B", "H", "D")
        || at > 2 && near(-3, "B", "H", "D")
        || at > 3 && near(-4, "B", "H")) {
      at += 2;
    } else if (at > 2 && letter(-1) == 'U' && near(-3, "C", "G", "L", "R", "T")) {
      put("F", 2);
    } else {
      put(letter(-1) != 'I' ? "K" : "", 2);
    }
  }

  private void readJ() {
    boolean saint = standsAt(0, "SAN ");
    if (near(0, "JOSE") || saint) {
      put(at == 0 && letter(4) == ' ' || saint ? "H" : "J", "H", 1);
      return;
    }
    int letters = letter(1) == 'J' ? 2 : 1;
    if (at == 0) {
      put("J", "A", letters);
    } else if (isVowel(at - 1) && !slavic && near(1, "A", "O")) {
      put("J", "H", letters);
    } else if (at == last) {
      put("J", "", letters);
    } else {
      boolean silent = near(1, "L", "T", "K", "S", "N", "M", "B", "Z") || near(-1, "S", "K", "L");
      put(silent ? "" : "J", letters);
    }
  }

  private void readL() {
    if (letter(1) != 'L') {
      put("L", 1);
      return;
    }
    boolean spanish =
        at == length - 3 && near(-1, "ILLO", "ILLA", "ALLE")
            || (standsAt(last - 1, "AS", "OS") || standsAt(last, "A", "O")) && near(-1, "ALLE");
    put("L", spanish ? "" : "L", 2);
  }

  private void readS() {
    if (near(-1, "ISL", "YSL")) {
      at++;
    } else if (at == 0 && near(0, "SUGAR")) {
      put("X", "S", 1);
    } else if (near(0, "SH")) {
      put(near(1, "HEIM", "HOEK", "HOLM", "HOLZ") ? "S" : "X", 2);
    } else if (near(0, "SIO", "SIA")) {
      put("S", slavic ? "S" : "X", 3);
    } else if (at == 0 && near(1, "M", "N", "L", "W") || letter(1) == 'Z') {
      put("S", "X", letter(1) == 'Z' ? 2 : 1);
    } else if (near(0, "SC")) {
      readSc();
    } else {
      boolean french = at == last && near(-2, "AI", "OI");
      put(french ? "" : "S", "S", near(1, "S", "Z") ? 2 : 1);
    }
  }

  private void readSc() {
    if (letter(2) != 'H') {
      put(near(2, "I", "E", "Y") ? "S" : "SK", 3);
    } else if (near(3, "OO", "ER", "EN", "UY", "ED", "EM")) {
      put(near(3, "ER", "EN") ? "X" : "SK", "SK", 3);
    } else {
      boolean german = at == 0 && !isVowel(3) && letterAt(3) != 'W';
      put("X", german ? "S" : "X", 3);
    }
  }

  private void readT() {
    if (near(0, "TION", "TIA", "TCH")) {
      put("X", 3);
    } else if (near(0, "TH", "TTH")) {
      boolean hard = near(2, "OM", "AM") || germanic();
      put(hard ? "T" : "0", "T", 2);
    } else {
      put("T", near(1, "T", "D") ? 2 : 1);
    }
  }

  private void readW() {
    if (near(0, "WR")) {
      put("R", 2);
      return;
    }
    if (at == 0 && (isVowel(1) || near(0, "WH"))) {
      put("A", isVowel(1) ? "F" : "A", 0);
    }
    if (at == last && isVowel(at - 1)
        || near(-1, "EWSKI", "EWSKY", "OWSKI", "OWSKY")
        || standsAt(0, "SCH")) {
      put("", "F", 1);
    } else if (near(0, "WICZ", "WITZ")) {
      put("TS", "FX", 4);
    } else {
      at++;
    }
  }

  private void readZ() {
    if (letter(1) == 'H') {
      put("J", 2);
      return;
    }
    boolean hard = near(1, "ZO", "ZI", "ZA") || slavic && at > 0 && letter(-1) != 'T';
    put("S", hard ? "TS" : "S", letter(1) == 'Z' ? 2 : 1);
  }
}
