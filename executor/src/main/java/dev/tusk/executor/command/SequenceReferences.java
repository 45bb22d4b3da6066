package dev.tusk.executor.command;

import dev.tusk.executor.catalog.CatalogObject.SequenceObject;
import dev.tusk.executor.catalog.SessionCatalog;
import dev.tusk.sql.catalog.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sequences that the text of a default depends on. As in PostgreSQL that is a name taken as
 * regclass; one that is text until the default is evaluated makes no dependency.
 */
final class SequenceReferences {
  /** Quoted identifiers are matched so that a quote in one does not begin a literal. */
  private static final Pattern QUOTED =
      Pattern.compile("\"(?:[^\"]|\"\")*\"|'((?:[^']|'')*)'(\\s*::\\s*regclass\\b)?");

  private static final Pattern SEQUENCE_FUNCTION =
      Pattern.compile("\\b(?:nextval|currval|setval)\\s*\\(\\s*$");
  private static final Pattern NAME_PART = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([^\".\\s]+)");

  private SequenceReferences() {}

  /** Whether a default refers to the sequence. */
  static boolean refers(@Nullable String text, SequenceObject sequence, SessionCatalog catalog) {
    if (text == null) {
      return false;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    Matcher matcher = QUOTED.matcher(text);
    while (matcher.find()) {
      String literal = matcher.group(1);
      if (literal != null
          && (matcher.group(2) != null || isArgument(lower, matcher.start(), matcher.end()))
          && names(literal.replace("''", "'"), sequence, catalog)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a literal is as it stands what a function of sequences takes. */
  private static boolean isArgument(String text, int start, int end) {
    String behind = text.substring(end).stripLeading();
    return (behind.startsWith(")") || behind.startsWith(","))
        && SEQUENCE_FUNCTION.matcher(text.substring(0, start)).find();
  }

  private static boolean names(String written, SequenceObject sequence, SessionCatalog catalog) {
    List<String> parts = new ArrayList<>();
    Matcher matcher = NAME_PART.matcher(written);
    while (matcher.find()) {
      String quoted = matcher.group(1);
      parts.add(
          quoted == null
              ? matcher.group(2).toLowerCase(Locale.ROOT)
              : quoted.replace("\"\"", "\""));
    }
    if (parts.isEmpty()) {
      return false;
    }
    String schema = parts.size() > 1 ? parts.get(parts.size() - 2) : null;
    return catalog.relation(new QualifiedName(schema, parts.getLast())) instanceof SequenceObject s
        && s.oid() == sequence.oid();
  }
}
