package dev.tusk.executor.session;

import dev.tusk.executor.catalogview.VectorIndexRow;
import dev.tusk.executor.vector.LiveIndex;
import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.Table;
import dev.tusk.vector.IndexStatistics;
import dev.tusk.vector.Survey;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the catalog shows of a vector index: its parts, and how its searches do. */
final class VectorIndexRows {
  private VectorIndexRows() {}

  /** What a graph is walked by. */
  private static String codec(LiveIndex live, int bits) {
    return bits < Byte.SIZE
        ? "rabitq"
        : live.vectors().source().elements().name().toLowerCase(Locale.ROOT);
  }

  static VectorIndexRow row(Table table, Index index, LiveIndex live) {
    IndexStatistics s = live.statistics();
    Survey survey = live.survey();
    boolean walked = s.nodes() > 0;
    return new VectorIndexRow(
        table,
        index,
        live.metric().name().toLowerCase(Locale.ROOT),
        live.dimension(),
        s.slots(),
        s.pending(),
        s.nodes(),
        walked ? codec(live, s.bits()) : null,
        walked ? s.bits() : null,
        Float.isNaN(s.codeShare()) ? null : (double) s.codeShare(),
        s.reason(),
        walked ? s.entryWidth() : null,
        s.tombstones(),
        s.unreachable(),
        s.bytes(),
        live.recall().searches(),
        live.recall().samples() == 0 ? null : live.recall().estimate(),
        live.recall().samples(),
        live.ready(),
        known(survey.normSpread()),
        known(survey.codeError()),
        survey.vectorBytes(),
        known(survey.resident()));
  }

  private static @Nullable Double known(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
