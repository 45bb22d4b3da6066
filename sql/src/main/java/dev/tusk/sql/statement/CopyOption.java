package dev.tusk.sql.statement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An option of COPY; the old syntax is turned into the new.
 *
 * @param name in lower case: format, freeze, delimiter, null, header, quote, escape, force_quote,
 *     force_not_null, force_null, encoding
 * @param value null when the name stands alone
 * @param columns of the force options; {@code *} alone for all
 */
public record CopyOption(String name, @Nullable String value, List<String> columns, int position) {}
