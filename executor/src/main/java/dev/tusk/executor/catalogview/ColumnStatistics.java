package dev.tusk.executor.catalogview;

import dev.tusk.sql.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What ANALYZE found of a column's values ({@code pg_statistic}).
 *
 * @param column its number
 * @param nullFraction share of the rows that have none
 * @param width bytes, on average
 * @param distinct how many different ones; below zero as a share of the rows
 * @param common the most common ones, the commonest first
 * @param frequencies shares of the rows that have these
 * @param bounds that divide the others into as many parts with about as many rows each
 * @param correlation of the values' order with that of the rows; null where that is not known
 */
public record ColumnStatistics(
    int column,
    Type type,
    float nullFraction,
    int width,
    float distinct,
    List<Object> common,
    List<Float> frequencies,
    List<Object> bounds,
    @Nullable Float correlation) {}
