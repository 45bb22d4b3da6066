package dev.tusk.executor.catalogview;

import dev.tusk.sql.catalog.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule.
 *
 * @param event by the number in {@code pg_rewrite.ev_type}
 * @param enabled the letter in {@code pg_rewrite.ev_enabled}
 * @param actions as the catalog keeps them
 */
public record RuleRow(
    long oid,
    String name,
    Table table,
    int event,
    String enabled,
    boolean instead,
    @Nullable String condition,
    List<String> actions) {}
