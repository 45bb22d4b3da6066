package dev.tusk.sql.planner.deparse;

import dev.tusk.sql.catalog.Catalog;
import dev.tusk.sql.planner.algebra.Correlation;
import dev.tusk.sql.planner.algebra.FromItem;
import dev.tusk.sql.planner.algebra.ResolvedQuery;
import dev.tusk.sql.planner.algebra.Rex;
import dev.tusk.sql.planner.algebra.Signatures;
import dev.tusk.sql.type.FormatSettings;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** One printing: the text so far, and where in the query it is. */
final class Deparser {
  final Catalog catalog;
  final ObjectNames names;
  final Signatures functions;
  final FormatSettings format;
  final Printout out;
  final ExpressionPrinter expressions = new ExpressionPrinter(this);
  final CallPrinter calls = new CallPrinter(this);
  final QueryPrinter queries = new QueryPrinter(this);
  final FromPrinter from = new FromPrinter(this);
  final ModificationPrinter modifications = new ModificationPrinter(this);
  private final Map<Correlation, Frame> frames = new IdentityHashMap<>();
  private Place place;
  private int placesWithItems;

  /** What parameters are called; null where they are numbers. */
  @Nullable ParameterNames parameters;

  Deparser(Catalog catalog, Signatures functions, FormatSettings format, PrintStyle style) {
    this.catalog = catalog;
    this.names = new ObjectNames(catalog, style.qualified());
    this.functions = functions;
    this.format = format;
    this.out = new Printout(style);
    this.place =
        new Place(new Namespace(catalog, new FromItem.Nothing(), Set.of()), 0, false, List.of());
  }

  /**
   * What an expression is over.
   *
   * @param offset where its row begins in the row of FROM
   * @param qualified whether columns are written with their item's name
   * @param windows of the query
   */
  record Place(Namespace names, int offset, boolean qualified, List<ResolvedQuery.Window> windows) {
    Place at(int newOffset) {
      return new Place(names, newOffset, qualified, windows);
    }
  }

  /** The values that a query inside reads, and where they are written. */
  private record Frame(List<RexNode> values, Place place) {}

  Place place() {
    return place;
  }

  /** Writes something elsewhere. */
  void in(Place other, Runnable action) {
    Place before = place;
    int items = other.names().size() > 0 ? 1 : 0;
    place = other;
    placesWithItems += items;
    action.run();
    placesWithItems -= items;
    place = before;
  }

  /** Whether there are columns here, or around, that a name could be meant to be. */
  boolean hasItems() {
    return placesWithItems > 0;
  }

  /** Notes where the values of a correlation are to be read. */
  void enter(Correlation correlation, List<RexNode> values) {
    frames.put(correlation, new Frame(values, place));
  }

  /** Does something with a value of a query around, at its place. */
  void outer(Correlation correlation, int index, java.util.function.Consumer<RexNode> action) {
    Frame frame = Objects.requireNonNull(frames.get(correlation));
    boolean qualified = place.qualified();
    Place outer =
        new Place(frame.place.names(), frame.place.offset(), qualified, frame.place.windows());
    in(outer, () -> action.accept(frame.values.get(index)));
  }

  /** The value of a query around that is read. */
  RexNode outer(Correlation correlation, int index) {
    return Objects.requireNonNull(frames.get(correlation)).values.get(index);
  }

  /** A node over the whole row of FROM. */
  RexNode over(RexNode node) {
    return Rex.shift(node, place.offset());
  }

  boolean fewParentheses() {
    return out.style.fewParentheses();
  }
}
