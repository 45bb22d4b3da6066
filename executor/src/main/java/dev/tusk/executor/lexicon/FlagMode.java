package dev.tusk.executor.lexicon;

/** How the flags of a word are written one behind the other. */
enum FlagMode {
  /** One letter each. */
  LETTER,
  /** Two letters each. */
  LONG,
  /** Numbers with commas between them. */
  NUMBER
}
