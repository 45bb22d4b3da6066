package dev.tusk.sql.parser;

import dev.tusk.sql.grammar.FoldedLiteral;
import java.util.List;

/**
 * One statement of a text, as the plan cache sees it: a key, and the literals that the key leaves
 * out. Made by {@link StatementNormalizer}.
 */
public final class NormalizedStatement {
  /** As in the protocol, whose counts are 16 bits. */
  static final int MOST_PARAMETERS = 65_535;

  private static final FoldedLiteral.Kind[] KINDS = FoldedLiteral.Kind.values();

  private final String text;
  private final LexicalSettings settings;
  private final int start;
  private final int end;
  private final PlanCacheKey key;
  private final int highestParameter;

  /** Two each: where a literal begins, and its kind. */
  private final int[] literals;

  NormalizedStatement(
      String text,
      LexicalSettings settings,
      int start,
      int end,
      PlanCacheKey key,
      int highestParameter,
      int[] literals) {
    this.text = text;
    this.settings = settings;
    this.start = start;
    this.end = end;
    this.key = key;
    this.highestParameter = highestParameter;
    this.literals = literals;
  }

  /** The whole text, of which this statement may be a part. */
  public String text() {
    return text;
  }

  /** How its strings are read. */
  LexicalSettings settings() {
    return settings;
  }

  /** Offset of the first character. */
  public int start() {
    return start;
  }

  /** Offset behind the last character. */
  public int end() {
    return end;
  }

  /** The key without the folded literals. */
  public PlanCacheKey key() {
    return key;
  }

  /** The key with the values of some folded literals, for a plan that depends on those. */
  public PlanCacheKey key(List<Integer> ordinals) {
    StringBuilder tokens = new StringBuilder(key.tokens());
    for (int ordinal : ordinals) {
      // No text holds a NUL, so that nothing else gives the same key.
      tokens.append('\0').append(ordinal).append('=').append(literalValue(ordinal));
    }
    return new PlanCacheKey(tokens.toString());
  }

  /** The key with every literal, for a plan that depends on them. Made anew at each call. */
  public PlanCacheKey exactKey() {
    return literals.length == 0
        ? key
        : new StatementNormalizer().exactKey(text, start, end, settings);
  }

  /** The highest n of {@code $n}; 0 without parameters. */
  public int highestParameter() {
    return highestParameter;
  }

  /** How many literals were folded; literal i is parameter {@code highestParameter() + i}. */
  public int literalCount() {
    return literals.length / 2;
  }

  /** What PostgreSQL takes the literal for. */
  public FoldedLiteral.Kind literalKind(int ordinal) {
    return KINDS[literals[2 * ordinal + 1]];
  }

  /** The literal's value as text, its quotes and escapes undone. */
  public String literalValue(int ordinal) {
    Scanner scanner = new Scanner();
    scanner.reset(text, literals[2 * ordinal], settings);
    scanner.next();
    return scanner.value();
  }

  /** The character of the text, from 1, where the literal begins. */
  public int literalPosition(int ordinal) {
    return text.codePointCount(0, literals[2 * ordinal]) + 1;
  }

  int literalStart(int ordinal) {
    return literals[2 * ordinal];
  }
}
