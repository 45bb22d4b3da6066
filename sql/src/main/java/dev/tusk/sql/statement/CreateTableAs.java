package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CREATE TABLE AS, CREATE MATERIALIZED VIEW, or SELECT INTO.
 *
 * @param columns names for the first columns; empty for the query's own
 * @param tablespace where it goes; null where nothing is said
 * @param query a {@link Query} or {@link Execute}
 * @param withData false for WITH NO DATA
 * @param materialized the query is kept, for REFRESH
 */
public record CreateTableAs(
    QualifiedName name,
    Persistence persistence,
    boolean ifNotExists,
    List<String> columns,
    List<Option> options,
    @Nullable String tablespace,
    CreateTable.OnCommit onCommit,
    Statement query,
    boolean withData,
    boolean materialized)
    implements Statement {}
