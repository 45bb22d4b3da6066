package dev.tusk.executor.copy;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * WITH (…) of COPY, checked as PostgreSQL's ProcessCopyOptions does (copy.c).
 *
 * @param quoteAll FORCE_QUOTE *
 * @param forceQuote columns always quoted in csv output
 * @param forceNotNull columns whose unquoted null text is no NULL
 * @param forceNull columns whose quoted null text is NULL
 * @param freeze the rows are to be seen by everyone at once; a promise about the table, since rows
 *     here need no freezing
 */
public record CopyOptions(
    CopyFormat format,
    char delimiter,
    String nullText,
    boolean header,
    boolean headerMatch,
    char quote,
    char escape,
    boolean quoteAll,
    Set<String> forceQuote,
    Set<String> forceNotNull,
    Set<String> forceNull,
    boolean freeze) {

  /**
   * An option as written: {@code DELIMITER ';'}, {@code FORCE_QUOTE (a, b)}, {@code HEADER}.
   *
   * @param values empty when the option stands alone; {@code *} for all columns
   * @param position where it stands in the statement, from 1
   */
  public record Option(String name, List<String> values, int position) {}

  private static SqlException invalid(String message) {
    return SqlException.of(SqlState.INVALID_PARAMETER_VALUE, message);
  }

  private static SqlException unsupported(String message) {
    return SqlException.of(SqlState.FEATURE_NOT_SUPPORTED, message);
  }

  /**
   * Reads the options.
   *
   * @param from for COPY FROM
   * @throws SqlException 22023, 42601 or 0A000 in PostgreSQL's words
   */
  public static CopyOptions parse(List<Option> options, boolean from) {
    Draft draft = new Draft();
    for (Option option : options) {
      draft.set(option, from);
    }
    return draft.finish(from);
  }

  private static final class Draft {
    private @Nullable CopyFormat format;
    private @Nullable String delimiter;
    private @Nullable String nullText;
    private @Nullable Boolean header;
    private boolean headerMatch;
    private @Nullable String quote;
    private @Nullable String escape;
    private boolean quoteAll;
    private @Nullable Set<String> forceQuote;
    private @Nullable Set<String> forceNotNull;
    private @Nullable Set<String> forceNull;
    private @Nullable Boolean freeze;

    /** Where the option being read stands. */
    private int position;

    private SqlException repeated() {
      return SqlException.of(SqlState.SYNTAX_ERROR, "conflicting or redundant options")
          .at(position);
    }

    private <T> T once(@Nullable Object before, T value) {
      if (before != null) {
        throw repeated();
      }
      return value;
    }

    private static String value(Option option) {
      if (option.values().size() != 1) {
        throw SqlException.of(SqlState.SYNTAX_ERROR, option.name() + " requires a parameter");
      }
      return option.values().getFirst();
    }

    void set(Option option, boolean from) {
      position = option.position();
      switch (option.name().toLowerCase(Locale.ROOT)) {
        case "format" -> format = once(format, format(value(option)));
        case "csv" -> format = once(format, CopyFormat.CSV);
        case "binary" -> format = once(format, CopyFormat.BINARY);
        case "delimiter" -> delimiter = once(delimiter, value(option));
        case "null" -> nullText = once(nullText, value(option));
        case "header" -> setHeader(option, from);
        case "quote" -> quote = once(quote, value(option));
        case "escape" -> escape = once(escape, value(option));
        case "force_quote" -> {
          forceQuote = once(forceQuote, Set.copyOf(option.values()));
          quoteAll = option.values().equals(List.of("*"));
        }
        case "force_not_null" -> forceNotNull = once(forceNotNull, Set.copyOf(option.values()));
        case "force_null" -> forceNull = once(forceNull, Set.copyOf(option.values()));
        case "encoding" -> checkEncoding(value(option));
        case "freeze" -> freeze = once(freeze, flag(option));
        default ->
            throw SqlException.of(
                    SqlState.SYNTAX_ERROR, "option \"" + option.name() + "\" not recognized")
                .at(position);
      }
    }

    private static void checkEncoding(String name) {
      String plain = name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
      if (!plain.equals("utf8") && !plain.equals("unicode")) {
        throw unsupported("COPY in encoding \"" + name + "\" is not supported");
      }
    }

    private CopyFormat format(String name) {
      return switch (name.toLowerCase(Locale.ROOT)) {
        case "text" -> CopyFormat.TEXT;
        case "csv" -> CopyFormat.CSV;
        case "binary" -> CopyFormat.BINARY;
        default -> throw invalid("COPY format \"" + name + "\" not recognized").at(position);
      };
    }

    private static boolean flag(Option option) {
      String text = option.values().isEmpty() ? "true" : value(option).toLowerCase(Locale.ROOT);
      return switch (text) {
        case "true", "on", "1" -> true;
        case "false", "off", "0" -> false;
        default ->
            throw SqlException.of(
                SqlState.SYNTAX_ERROR, option.name() + " requires a Boolean value");
      };
    }

    private void setHeader(Option option, boolean from) {
      String text = option.values().isEmpty() ? "true" : value(option).toLowerCase(Locale.ROOT);
      boolean on =
          switch (text) {
            case "true", "on", "1" -> true;
            case "false", "off", "0" -> false;
            case "match" -> {
              if (!from) {
                throw SqlException.of(
                    SqlState.FEATURE_NOT_SUPPORTED, "cannot use \"match\" with HEADER in COPY TO");
              }
              headerMatch = true;
              yield true;
            }
            default ->
                throw SqlException.of(
                    SqlState.SYNTAX_ERROR, "header requires a Boolean value or \"match\"");
          };
      header = once(header, on);
    }

    CopyOptions finish(boolean from) {
      CopyFormat chosen = format == null ? CopyFormat.TEXT : format;
      boolean csv = chosen == CopyFormat.CSV;
      if (chosen == CopyFormat.BINARY && delimiter != null) {
        throw SqlException.of(SqlState.SYNTAX_ERROR, "cannot specify DELIMITER in BINARY mode");
      }
      if (chosen == CopyFormat.BINARY && nullText != null) {
        throw SqlException.of(SqlState.SYNTAX_ERROR, "cannot specify NULL in BINARY mode");
      }
      String separator = delimiter == null ? (csv ? "," : "\t") : delimiter;
      if (separator.getBytes(java.nio.charset.StandardCharsets.UTF_8).length != 1) {
        throw unsupported("COPY delimiter must be a single one-byte character");
      }
      if (separator.equals("\n") || separator.equals("\r")) {
        throw invalid("COPY delimiter cannot be newline or carriage return");
      }
      String absent = nullText == null ? (csv ? "" : "\\N") : nullText;
      if (absent.contains("\n") || absent.contains("\r")) {
        throw invalid("COPY null representation cannot use newline or carriage return");
      }
      if (!csv && "\\.abcdefghijklmnopqrstuvwxyz0123456789".contains(separator)) {
        throw invalid("COPY delimiter cannot be \"" + separator + "\"");
      }
      if (chosen == CopyFormat.BINARY && Boolean.TRUE.equals(header)) {
        throw unsupported("cannot specify HEADER in BINARY mode");
      }
      checkCsvOnly(csv, from);
      char quoteMark = oneByte(quote, "quote", '"');
      char escapeMark = oneByte(escape, "escape", quoteMark);
      if (csv && separator.charAt(0) == quoteMark) {
        throw invalid("COPY delimiter and quote must be different");
      }
      if (absent.indexOf(separator.charAt(0)) >= 0) {
        throw invalid("COPY delimiter must not appear in the NULL specification");
      }
      if (csv && absent.indexOf(quoteMark) >= 0) {
        throw invalid("CSV quote character must not appear in the NULL specification");
      }
      return new CopyOptions(
          chosen,
          separator.charAt(0),
          absent,
          Boolean.TRUE.equals(header),
          headerMatch,
          quoteMark,
          escapeMark,
          quoteAll,
          forceQuote == null ? Set.of() : forceQuote,
          forceNotNull == null ? Set.of() : forceNotNull,
          forceNull == null ? Set.of() : forceNull,
          Boolean.TRUE.equals(freeze));
    }

    private void checkCsvOnly(boolean csv, boolean from) {
      if (!csv && quote != null) {
        throw unsupported("COPY quote available only in CSV mode");
      }
      if (!csv && escape != null) {
        throw unsupported("COPY escape available only in CSV mode");
      }
      if (forceQuote != null && !csv) {
        throw unsupported("COPY force quote available only in CSV mode");
      }
      if (forceQuote != null && from) {
        throw unsupported("COPY force quote only available using COPY TO");
      }
      if (forceNotNull != null && !csv) {
        throw unsupported("COPY force not null available only in CSV mode");
      }
      if (forceNotNull != null && !from) {
        throw unsupported("COPY force not null only available using COPY FROM");
      }
      if (forceNull != null && !csv) {
        throw unsupported("COPY force null available only in CSV mode");
      }
      if (forceNull != null && !from) {
        throw unsupported("COPY force null only available using COPY FROM");
      }
    }

    private static char oneByte(@Nullable String text, String what, char otherwise) {
      if (text == null) {
        return otherwise;
      }
      if (text.length() != 1 || text.charAt(0) > 127) {
        throw unsupported("COPY " + what + " must be a single one-byte character");
      }
      return text.charAt(0);
    }
  }
}
