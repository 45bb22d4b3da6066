package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;

/** TRUNCATE. */
public record Truncate(List<Target> tables, boolean restartIdentity, boolean cascade)
    implements Command {
  /**
   * A table.
   *
   * @param only without those below it
   */
  public record Target(QualifiedName name, boolean only) {}
}
