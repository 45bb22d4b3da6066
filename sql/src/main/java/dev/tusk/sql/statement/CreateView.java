package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CREATE VIEW.
 *
 * @param columns names for the first columns; empty for the query's own
 * @param checkOption {@code local} or {@code cascaded}; null without WITH CHECK OPTION
 * @param position of the view's name
 */
public record CreateView(
    QualifiedName name,
    int position,
    Persistence persistence,
    boolean replace,
    List<String> columns,
    List<Option> options,
    Statement query,
    @Nullable String checkOption)
    implements Command {
  /** The same, under another name. */
  public CreateView named(QualifiedName newName) {
    return new CreateView(
        newName, position, persistence, replace, columns, options, query, checkOption);
  }
}
