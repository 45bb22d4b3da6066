package dev.tusk.sql.grammar;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A key word of PostgreSQL 15, as its {@code pg_get_keywords()} lists them.
 *
 * @param word in lower case
 * @param category where it may still be a name
 * @param bareLabel whether it may name an output column without AS
 * @param kind the generated parser's token kind; that of an identifier when no production names it
 */
public record Keyword(String word, Category category, boolean bareLabel, int kind) {

  /** Where a key word may be used as a name; PostgreSQL's four classes. */
  public enum Category {
    /** Any name. */
    UNRESERVED,
    /** Columns and tables, but no functions or types. */
    COLUMN_NAME,
    /** Functions and types, but no columns or tables. */
    TYPE_OR_FUNCTION_NAME,
    /** Nothing, except a column label behind AS. */
    RESERVED
  }

  private static final String UNRESERVED =
      """
          abort absolute access action add admin after aggregate also alter always asensitive
          assertion assignment at atomic attach attribute backward before begin breadth by cache
          call called cascade cascaded catalog chain characteristics checkpoint class close
          cluster columns comment comments commit committed compression configuration conflict
          connection constraints content continue conversion copy cost csv cube current cursor
          cycle data database day deallocate declare defaults deferred definer delete delimiter
          delimiters depends depth detach dictionary disable discard document domain double drop
          each enable encoding encrypted enum escape event exclude excluding exclusive execute
          explain expression extension external family filter finalize first following force
          forward function functions generated global granted groups handler header hold hour
          identity if immediate immutable implicit import include including increment index
          indexes inherit inherits inline input insensitive insert instead invoker isolation key
          label language large last leakproof level listen load local location lock locked
          logged mapping match matched materialized maxvalue merge method minute minvalue mode
          month move name names new next nfc nfd nfkc nfkd no normalized nothing notify nowait
          nulls object of off oids old operator option options ordinality others over overriding
          owned owner parallel parameter parser partial partition passing password plans policy
          preceding prepare prepared preserve prior privileges procedural procedure procedures
          program publication quote range read reassign recheck recursive ref referencing
          refresh reindex relative release rename repeatable replace replica reset restart
          restrict return returns revoke role rollback rollup routine routines rows rule
          savepoint schema schemas scroll search second security sequence sequences serializable
          server session set sets share show simple skip snapshot sql stable standalone start
          statement statistics stdin stdout storage stored strict strip subscription support
          sysid system tables tablespace temp template temporary text ties transaction transform
          trigger truncate trusted type types uescape unbounded uncommitted unencrypted unknown
          unlisten unlogged until update vacuum valid validate validator value varying version
          view views volatile whitespace within without work wrapper write xml year yes zone
      """;

  private static final String COLUMN_NAME =
      """
          between bigint bit boolean char character coalesce dec decimal exists extract float
          greatest grouping inout int integer interval least national nchar none normalize
          nullif numeric out overlay position precision real row setof smallint substring time
          timestamp treat trim values varchar xmlattributes xmlconcat xmlelement xmlexists
          xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable
      """;

  private static final String TYPE_OR_FUNCTION_NAME =
      """
          authorization binary collation concurrently cross current_schema freeze full ilike
          inner is isnull join left like natural notnull outer overlaps right similar
          tablesample verbose
      """;

  private static final String RESERVED =
      """
          all analyse analyze and any array as asc asymmetric both case cast check collate
          column constraint create current_catalog current_date current_role current_time
          current_timestamp current_user default deferrable desc distinct do else end except
          false fetch for foreign from grant group having in initially intersect into lateral
          leading limit localtime localtimestamp not null offset on only or order placing
          primary references returning select session_user some symmetric table then to trailing
          true union unique user using variadic when where window with
      """;

  private static final String ONLY_AFTER_AS =
      """
          array as char character create day except fetch filter for from grant group having
          hour intersect into isnull limit minute month notnull offset on order over overlaps
          precision returning second to union varying where window with within without year
      """;

  private static final int SLOTS = 2048;
  private static final int LONGEST = 24;

  /** Open addressing by the hash of the lower-case word: a look-up allocates nothing. */
  private static final Keyword[] TABLE = table();

  private static Keyword[] table() {
    Map<String, Integer> kinds = new HashMap<>();
    for (int kind = 1; kind < PgParserConstants.tokenImage.length; kind++) {
      String image = PgParserConstants.tokenImage[kind];
      if (image.startsWith("\"")) {
        kinds.putIfAbsent(image.substring(1, image.length() - 1).toLowerCase(Locale.ROOT), kind);
      }
    }
    Set<String> onlyAfterAs = new HashSet<>(Arrays.asList(ONLY_AFTER_AS.split("\\s+")));
    Keyword[] table = new Keyword[SLOTS];
    add(table, UNRESERVED, Category.UNRESERVED, onlyAfterAs, kinds);
    add(table, COLUMN_NAME, Category.COLUMN_NAME, onlyAfterAs, kinds);
    add(table, TYPE_OR_FUNCTION_NAME, Category.TYPE_OR_FUNCTION_NAME, onlyAfterAs, kinds);
    add(table, RESERVED, Category.RESERVED, onlyAfterAs, kinds);
    return table;
  }

  private static void add(
      Keyword[] table,
      String words,
      Category category,
      Set<String> onlyAfterAs,
      Map<String, Integer> kinds) {
    for (String word : words.strip().split("\\s+")) {
      int kind = kinds.getOrDefault(word, PgParserConstants.IDENTIFIER);
      int hash = 0;
      for (int i = 0; i < word.length(); i++) {
        hash = hash(hash, word.charAt(i));
      }
      int slot = slot(hash);
      while (table[slot] != null) {
        slot = (slot + 1) & (SLOTS - 1);
      }
      table[slot] = new Keyword(word, category, !onlyAfterAs.contains(word), kind);
    }
  }

  /**
   * The key word that stands at {@code start} to {@code end}, in any case; null if none does.
   *
   * @param hash of those characters: {@link #hash(int, char)} from 0 on, one after the other
   */
  public static Keyword find(String text, int start, int end, int hash) {
    if (end - start > LONGEST) {
      return null;
    }
    int slot = slot(hash);
    for (Keyword found; (found = TABLE[slot]) != null; slot = (slot + 1) & (SLOTS - 1)) {
      if (found.matches(text, start, end)) {
        return found;
      }
    }
    return null;
  }

  /** The hash of a word with one more letter; the same for both cases. */
  public static int hash(int hash, char next) {
    return hash * 31 + (next | 0x20);
  }

  private static int slot(int hash) {
    return (hash ^ hash >>> 11) & (SLOTS - 1);
  }

  private boolean matches(String text, int start, int end) {
    if (word.length() != end - start) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      char c = text.charAt(start + i);
      char lower = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
      if (word.charAt(i) != lower) {
        return false;
      }
    }
    return true;
  }
}
