package dev.tusk.sql.type;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.Collator;
import com.ibm.icu.text.RuleBasedCollator;
import com.ibm.icu.util.ULocale;
import com.ibm.icu.util.VersionInfo;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A collation of {@code pg_collation}: in which order texts stand, and which are equal.
 *
 * <p>Those of the C library order by the bytes of UTF-8, as the database itself does; those of ICU
 * by the rules of a locale, and, unless they are nondeterministic, by the bytes where the rules
 * find two texts equal. Equal by their OID: a name may change. May be used by several threads.
 */
public final class Collation {
  /** Who orders: {@code collprovider}. */
  public enum Provider {
    DEFAULT('d'),
    LIBC('c'),
    ICU('i');

    private final char code;

    Provider(char code) {
      this.code = code;
    }

    public char code() {
      return code;
    }

    /** The one of that code. */
    public static Provider of(char code) {
      for (Provider provider : values()) {
        if (provider.code == code) {
          return provider;
        }
      }
      throw new IllegalArgumentException("collation provider " + code);
    }
  }

  /** The database's. */
  public static final Collation DEFAULT =
      new Collation(100, "default", Provider.DEFAULT, true, null);

  /** By bytes, whatever the database's is. */
  public static final Collation C = new Collation(950, "C", Provider.LIBC, true, "C");

  /** What an expression has whose parts have different ones, none of them by COLLATE. */
  public static final Collation UNDETERMINED = new Collation(0, "", Provider.DEFAULT, true, null);

  private final long oid;
  private final String name;
  private final Provider provider;
  private final boolean deterministic;
  private final @Nullable String locale;
  private volatile @Nullable RuleBasedCollator collator;

  /**
   * A collation.
   *
   * @param locale {@code collcollate} or {@code colliculocale}; null for that of the database
   */
  public Collation(
      long oid, String name, Provider provider, boolean deterministic, @Nullable String locale) {
    this.oid = oid;
    this.name = name;
    this.provider = provider;
    this.deterministic = deterministic;
    this.locale = locale;
  }

  public long oid() {
    return oid;
  }

  public String name() {
    return name;
  }

  public Provider provider() {
    return provider;
  }

  /** Whether only texts of the same bytes are equal. */
  public boolean deterministic() {
    return deterministic;
  }

  public @Nullable String locale() {
    return locale;
  }

  /** Whether texts stand in the order of their bytes. */
  public boolean bytewise() {
    return provider != Provider.ICU && oid != 0;
  }

  /** Whether it is {@link #UNDETERMINED}. */
  public boolean undetermined() {
    return oid == 0;
  }

  /**
   * The order of two texts.
   *
   * @throws SqlException 42P22 when it is undetermined
   */
  public int compare(String left, String right) {
    if (provider == Provider.ICU) {
      int order = collator().compare(left, right);
      return order == 0 && deterministic ? Texts.compare(left, right) : order;
    }
    require("string comparison");
    return Texts.compare(left, right);
  }

  /** A hash that equal texts share. */
  public int hash(String text) {
    if (deterministic) {
      require("string hashing");
      return text.hashCode();
    }
    return Arrays.hashCode(sortKey(text));
  }

  /** Appends bytes that order as {@link #compare} does. */
  void writeKey(String text, KeyWriter out) {
    if (provider != Provider.ICU) {
      require("string comparison");
      out.putText(text);
      return;
    }
    out.putBytes(sortKey(text));
    if (deterministic) {
      out.putBytes(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Refuses a collation that is not known where one is needed.
   *
   * @param use what it is needed for, in PostgreSQL's words
   */
  public void require(String use) {
    if (undetermined()) {
      throw SqlException.of(
              SqlState.INDETERMINATE_COLLATION,
              "could not determine which collation to use for " + use)
          .withHint("Use the COLLATE clause to set the collation explicitly.");
    }
  }

  /** The text in small letters, by the rules of the locale. */
  public String toLowerCase(String text) {
    return UCharacter.toLowerCase(caseLocale(), text);
  }

  public String toUpperCase(String text) {
    return UCharacter.toUpperCase(caseLocale(), text);
  }

  /** The first letter of each word large, all others small. */
  public String toTitleCase(String text) {
    ULocale by = caseLocale();
    return UCharacter.toTitleCase(by, text, BreakIterator.getWordInstance(by));
  }

  private ULocale caseLocale() {
    return provider == Provider.ICU ? icuLocale() : ULocale.ROOT;
  }

  /** {@code collversion}: that of the rules by which ICU orders; null for others. */
  public @Nullable String version() {
    if (provider != Provider.ICU) {
      return null;
    }
    VersionInfo version = collator().getVersion();
    int[] parts = {version.getMajor(), version.getMinor(), version.getMilli(), version.getMicro()};
    int count = parts.length;
    while (count > 2 && parts[count - 1] == 0) {
      count--;
    }
    return Arrays.stream(parts, 0, count)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining("."));
  }

  private byte[] sortKey(String text) {
    return collator().getCollationKey(text).toByteArray();
  }

  private RuleBasedCollator collator() {
    RuleBasedCollator found = collator;
    if (found == null) {
      found = (RuleBasedCollator) ((RuleBasedCollator) Collator.getInstance(icuLocale())).freeze();
      collator = found;
    }
    return found;
  }

  /** Both ways to write one: {@code de-u-co-phonebk} and {@code de@collation=phonebook}. */
  private ULocale icuLocale() {
    String written = locale == null ? "" : locale;
    return written.contains("@") || written.contains("_")
        ? new ULocale(written)
        : ULocale.forLanguageTag(written);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Collation that && oid == that.oid;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(oid);
  }

  @Override
  public String toString() {
    return name;
  }
}
