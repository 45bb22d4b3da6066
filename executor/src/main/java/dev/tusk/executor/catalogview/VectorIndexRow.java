package dev.tusk.executor.catalogview;

import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.Table;
import org.jspecify.annotations.Nullable;

/**
 * A vector index and what it is made of.
 *
 * @param metric in words, such as {@code inner_product}
 * @param pending rows that wait to be linked, and are compared with each query meanwhile
 * @param codec {@code rabitq}, or what the vectors are made of: what the graph is walked by; null
 *     without a graph
 * @param bits a dimension of the codec; null without a graph
 * @param codeShare share of the nearest that codes left within reach when last checked; null when
 *     none were checked
 * @param reason why it is walked by that
 * @param entryWidth nodes that a search keeps on upper layers; null without a graph
 * @param searches made since the start, those within one statement counted each
 * @param recall share of the nearest that clients' searches have found of late; null while unknown
 * @param recallSamples searches that it was measured with
 * @param ready whether searches use it
 * @param normSpread deviation of the vectors' lengths over their mean; null for bits
 * @param codeError mean error of codes over the mean distance; null without a graph
 * @param vectorBytes of the vectors that it is over
 * @param resident the share of these that is in memory; null where the system does not tell
 */
public record VectorIndexRow(
    Table table,
    Index index,
    String metric,
    int dimensions,
    long rows,
    long pending,
    long nodes,
    @Nullable String codec,
    @Nullable Integer bits,
    @Nullable Double codeShare,
    String reason,
    @Nullable Integer entryWidth,
    long tombstones,
    long unreachable,
    long bytes,
    long searches,
    @Nullable Double recall,
    long recallSamples,
    boolean ready,
    @Nullable Double normSpread,
    @Nullable Double codeError,
    long vectorBytes,
    @Nullable Double resident) {
  /** Rows whose vector another row has too, which share its node; null without a graph. */
  public @Nullable Long duplicates() {
    return nodes == 0 ? null : Math.max(0, rows - pending - (nodes - tombstones));
  }
}
