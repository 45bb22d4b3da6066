package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;

/** VACUUM; options in lower case; no tables means all. */
public record Vacuum(List<Option> options, List<Target> tables) implements Command {
  /** A table, and perhaps some of its columns. */
  public record Target(QualifiedName table, List<String> columns) {}
}
