package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;

/** SET CONSTRAINTS; {@code names} empty for ALL. */
public record SetConstraints(List<QualifiedName> names, boolean deferred) implements Statement {}
