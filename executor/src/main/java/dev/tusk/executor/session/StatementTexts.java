package dev.tusk.executor.session;

import dev.tusk.executor.setting.SessionSettings;
import dev.tusk.sql.error.Notice;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.parser.NormalizedStatement;
import dev.tusk.sql.parser.SqlParser;
import dev.tusk.sql.parser.StatementNormalizer;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Cuts the texts that a client sends into statements, once each, by the lexical settings. */
final class StatementTexts {
  private final SessionSettings settings;
  private final Consumer<Notice> notices;
  private final StatementNormalizer normalizer = new StatementNormalizer();

  private @Nullable String scannedText;
  private List<NormalizedStatement> scanned = List.of();

  StatementTexts(SessionSettings settings, Consumer<Notice> notices) {
    this.settings = settings;
    this.notices = notices;
  }

  /** The statements of a text that is asked about and then, as a rule, run: scanned once. */
  List<NormalizedStatement> scan(String sql) {
    List<NormalizedStatement> statements = normalizer.normalize(sql, settings.lexical());
    scannedText = sql;
    scanned = statements;
    return statements;
  }

  List<NormalizedStatement> normalize(String sql) {
    List<NormalizedStatement> known = scanned;
    String text = scannedText;
    scanned = List.of();
    scannedText = null;
    return sameObject(text, sql) ? known : normalizer.normalize(sql, settings.lexical());
  }

  @SuppressWarnings("ReferenceEquality") // The message's own string: comparing texts costs a scan.
  private static boolean sameObject(@Nullable String text, String other) {
    return text == other;
  }

  /**
   * Cuts a text that has just arrived into its statements, and tells the client what the scanner
   * has to say of it.
   */
  List<NormalizedStatement> arrived(String sql) {
    try {
      List<NormalizedStatement> statements = normalize(sql);
      normalizer.notices().forEach(notices);
      return statements;
    } catch (SqlException e) {
      normalizer.notices().forEach(notices);
      // The parser throws the error that PostgreSQL would, which may be an earlier one.
      SqlParser.parse(sql, settings.lexical());
      throw e;
    }
  }
}
