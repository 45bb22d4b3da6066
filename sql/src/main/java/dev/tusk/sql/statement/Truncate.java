package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;

/** TRUNCATE. */
public record Truncate(List<QualifiedName> tables, boolean restartIdentity, boolean cascade)
    implements Command {}
