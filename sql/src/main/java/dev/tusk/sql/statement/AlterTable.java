package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;

/**
 * ALTER TABLE, and ALTER INDEX, VIEW, SEQUENCE and TYPE as far as they say the same.
 *
 * @param kind TABLE, INDEX, VIEW, MATERIALIZED_VIEW, SEQUENCE or TYPE
 */
public record AlterTable(
    ObjectKind kind, QualifiedName name, boolean ifExists, List<AlterAction> actions)
    implements Command {}
