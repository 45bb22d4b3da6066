package dev.tusk.executor.catalogview;

import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.Table;
import java.util.List;

/**
 * A view.
 *
 * @param definition {@code pg_get_viewdef}
 * @param checkOption NONE, LOCAL or CASCADED
 * @param references what its query names
 */
public record ViewRow(
    Table table, String definition, String checkOption, List<Dependency> references) {}
