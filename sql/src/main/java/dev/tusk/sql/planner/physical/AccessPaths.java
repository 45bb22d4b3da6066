package dev.tusk.sql.planner.physical;

import dev.tusk.sql.catalog.Index;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.plan.Estimate;
import dev.tusk.sql.plan.Expression;
import dev.tusk.sql.plan.PhysicalPlan;
import dev.tusk.sql.plan.PhysicalPlan.Bitmap;
import dev.tusk.sql.plan.PhysicalPlan.IndexScan;
import dev.tusk.sql.planner.algebra.Rels;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** How the rows of one table are read: all in turn, or through a B-tree index. */
final class AccessPaths {
  /** Rows taken for granted of a function in FROM, and of one in a select list. */
  static final double FUNCTION_ROWS = 1000;

  static final double SET_ROWS = 10;

  private final PhysicalPlanner planner;
  private final IndexMatching matching;
  private final BitmapPaths bitmaps;
  private final MemberPaths members;
  private final VectorTopK nearest;

  AccessPaths(PhysicalPlanner planner) {
    this.planner = planner;
    this.matching = new IndexMatching(planner.analysis());
    this.bitmaps = new BitmapPaths(planner, this);
    this.members = new MemberPaths(planner, this);
    this.nearest = new VectorTopK(planner);
  }

  IndexMatching matching() {
    return matching;
  }

  /** The cheapest way to the rows that pass the conjuncts. */
  Built scan(Rels.Scan scan, List<RexNode> asked, BitSet required) {
    if (!scan.members.isEmpty() || scan.table.kind() == Table.Kind.PARTITIONED) {
      return members.append(scan, asked, required);
    }
    ScanConditions conjuncts = new ScanConditions(planner.analysis(), scan, asked);
    Built best = sequential(scan, conjuncts, required);
    double bestCost = best.cost();
    for (IndexMatching.Match match : usable(scan, conjuncts.searchable())) {
      if (!match.selective()) {
        continue;
      }
      Built path = indexed(scan, match, conjuncts, required, false);
      boolean surelyBetter = match.uniqueRow() && path.rows() <= 1;
      if (path.cost() < bestCost || surelyBetter) {
        best = path;
        bestCost = surelyBetter ? 0 : path.cost();
      }
    }
    Built within = scan.table.kind().stored() ? nearest.within(scan, conjuncts, required) : null;
    if (within != null && within.cost() < bestCost) {
      best = within;
      bestCost = within.cost();
    }
    Built bitmap = bitmaps.scan(scan, conjuncts, required);
    Built chosen = bitmap != null && bitmap.cost() < bestCost ? bitmap : best;
    planner.guesses().note(chosen.plan(), planner.guesses().scan(scan, conjuncts.all()));
    return chosen;
  }

  private List<IndexMatching.Match> usable(Rels.Scan scan, List<RexNode> conjuncts) {
    return indexesUsable(scan) ? matching.matches(scan, conjuncts) : List.of();
  }

  private boolean indexesUsable(Rels.Scan scan) {
    return scan.table.kind().stored() && planner.analysis().settings.indexScan();
  }

  /**
   * An index scan whose rows come in the wanted order, null when no index gives it.
   *
   * @param wanted rows that are needed, infinite for all
   */
  @Nullable Built ordered(
      Rels.Scan scan,
      List<RexNode> asked,
      BitSet required,
      List<Rels.Ordering> order,
      double wanted) {
    if (!indexesUsable(scan)) {
      return null;
    }
    if (!scan.members.isEmpty()) {
      return members.ordered(scan, asked, required, order, wanted);
    }
    ScanConditions conjuncts = new ScanConditions(planner.analysis(), scan, asked);
    Built best = null;
    for (IndexMatching.Match match : matching.matches(scan, conjuncts.searchable())) {
      Boolean descending = matching.direction(scan, match, order);
      if (descending != null) {
        Built path = indexed(scan, match, conjuncts, required, descending);
        if (best == null || path.cost() < best.cost()) {
          best = path;
        }
      }
    }
    if (best == null) {
      return null;
    }
    double share = best.rows() <= 0 ? 1 : Math.min(1, wanted / best.rows());
    Built sorted = scan(scan, asked, required);
    double sortedCost = Costs.sort(sorted.plan(), wanted).totalCost();
    boolean noSort = !planner.analysis().settings.sort();
    return noSort || best.cost() * share <= sortedCost ? best : null;
  }

  private Built sequential(Rels.Scan scan, ScanConditions conditions, BitSet required) {
    List<RexNode> conjuncts = conditions.all();
    Columns columns = columns(scan, conjuncts, required);
    Expression filter =
        conjuncts.isEmpty() ? null : planner.condition(conjuncts, columns.positions(), conditions);
    double tableRows = Selectivity.tableRows(planner.analysis(), scan);
    double rows = Math.max(1, Math.rint(tableRows * selectivity(scan, conjuncts)));
    if (!scan.table.kind().stored()) {
      Estimate estimate =
          new Estimate(0, tableRows * Costs.ROW, rows, Costs.width(columns.types()));
      return new Built(
          new PhysicalPlan.SystemScan(
              scan.table, scan.alias, columns.numbers(), filter, columns.types(), estimate),
          columns.positions());
    }
    Estimate estimate = Costs.seqScan(tableRows, rows, columns.types());
    if (!planner.analysis().settings.seqScan()) {
      estimate =
          new Estimate(
              estimate.startupCost() + Costs.DISABLED,
              estimate.totalCost() + Costs.DISABLED,
              estimate.rows(),
              estimate.width());
    }
    return new Built(
        new PhysicalPlan.SeqScan(
            scan.table, scan.alias, columns.numbers(), filter, columns.types(), estimate),
        columns.positions());
  }

  private Built indexed(
      Rels.Scan scan,
      IndexMatching.Match match,
      ScanConditions conditions,
      BitSet required,
      boolean descending) {
    List<RexNode> rest = match.rest(conditions.all());
    Columns columns = columns(scan, rest, required);
    double tableRows = Selectivity.tableRows(planner.analysis(), scan);
    double fetched = match.uniqueRow() ? match.alternatives() : tableRows * match.selectivity();
    double rows = Math.max(1, Math.rint(fetched * selectivity(scan, rest)));
    Expression filter =
        rest.isEmpty() ? null : planner.condition(rest, columns.positions(), conditions);
    return new Built(
        new IndexScan(
            scan.table,
            scan.alias,
            match.index(),
            columns.numbers(),
            match.keyMatches(planner.expressions()),
            match.keyRange(planner.expressions()),
            descending,
            filter,
            columns.types(),
            Costs.indexScan(tableRows, Math.max(1, fetched), rows, columns.types())),
        columns.positions());
  }

  /** Conditions of a filter that indexes answer as sets of rows. */
  List<Bitmap> filterIndexes(Rels.Scan scan, ScanConditions conditions) {
    List<RexNode> conjuncts = conditions.searchable();
    if (conjuncts.isEmpty() || !indexesUsable(scan)) {
      return List.of();
    }
    List<Bitmap> scans = new ArrayList<>();
    for (IndexMatching.Match match : matching.matches(scan, conjuncts, true)) {
      if (match.selective()) {
        BitSet rowId = new BitSet();
        rowId.set(scan.rowIdField());
        List<RexNode> own = new ArrayList<>(conjuncts);
        own.removeAll(match.rest(conjuncts));
        ScanConditions alone = new ScanConditions(planner.analysis(), scan.secured(List.of()), own);
        Built built = indexed(scan, match, alone, rowId, false);
        scans.add(new PhysicalPlan.BitmapRangeScan((IndexScan) built.plan()));
      }
    }
    scans.addAll(bitmaps.filters(scan, conjuncts));
    return scans;
  }

  double selectivity(Rels.Scan scan, List<RexNode> conjuncts) {
    double share = 1;
    for (RexNode conjunct : conjuncts) {
      IndexCondition condition = IndexCondition.of(planner.analysis(), conjunct);
      share *=
          condition == null
              ? Selectivity.guess(List.of(conjunct))
              : matching.selectivity(scan, condition);
    }
    return share;
  }

  /** The columns that a scan lists: wanted ones and those its filter reads. */
  record Columns(List<Integer> numbers, List<Type> types, int[] positions) {}

  Columns columns(Rels.Scan scan, List<RexNode> filter, BitSet required) {
    BitSet needed = (BitSet) required.clone();
    filter.forEach(c -> Rex.fields(c, needed));
    int[] positions = new int[scan.columns.size()];
    Arrays.fill(positions, -1);
    List<Integer> numbers = new ArrayList<>();
    List<Type> types = new ArrayList<>();
    for (int f = needed.nextSetBit(0); f >= 0; f = needed.nextSetBit(f + 1)) {
      positions[f] = numbers.size();
      numbers.add(scan.columns.get(f));
      types.add(PhysicalPlanner.fieldType(scan, f));
    }
    return new Columns(List.copyOf(numbers), List.copyOf(types), positions);
  }

  /** Whether a unique index is decided by equalities on all its keys. */
  static boolean unique(Index index, int equalKeys) {
    return index.unique() && equalKeys == index.keys().size();
  }
}
