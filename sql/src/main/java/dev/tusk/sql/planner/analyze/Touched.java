package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.plan.Touches;
import dev.tusk.sql.type.AclItem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Notes while a statement is analysed what it reads, writes and calls. What a view's query reads
 * counts as read by the view's owner.
 */
public final class Touched {
  /** A relation, as a view's owner, or 0 for the current user, comes to it. */
  record Place(long role, long relation) {}

  /** What is done there. */
  private static final class Use {
    private long privileges;
    private final Set<Integer> read = new TreeSet<>();
    private final Set<Integer> inserted = new TreeSet<>();
    private final Set<Integer> updated = new TreeSet<>();

    private void add(Use other) {
      privileges |= other.privileges;
      read.addAll(other.read);
      inserted.addAll(other.inserted);
      updated.addAll(other.updated);
    }
  }

  /** The result of an analysis, and what it noted. */
  static final class Aside<T> {
    private final T result;
    private final Map<Place, Use> noted;

    private Aside(T result, Map<Place, Use> noted) {
      this.result = result;
      this.noted = noted;
    }

    T result() {
      return result;
    }
  }

  /**
   * That what is done to a view is done to the relation below it.
   *
   * @param query what the view's query reads
   */
  private record Below(Place view, Place relation, Map<Place, Use> query) {}

  private final Set<Integer> functions = new LinkedHashSet<>();
  private final Set<String> schemas = new LinkedHashSet<>();
  private final List<Below> written = new ArrayList<>();
  private Map<Place, Use> uses = new LinkedHashMap<>();

  private Use use(Place place) {
    return uses.computeIfAbsent(place, _ -> new Use());
  }

  /** Something is done to a relation as a whole. */
  void relation(Place place, long privilege) {
    use(place).privileges |= privilege;
  }

  void read(Place place, int column) {
    Use use = use(place);
    use.privileges |= AclItem.SELECT;
    use.read.add(column);
  }

  void write(Place place, int column, boolean inserted) {
    Use use = use(place);
    (inserted ? use.inserted : use.updated).add(column);
  }

  void function(int oid) {
    functions.add(oid);
  }

  void schema(String name) {
    schemas.add(name);
  }

  /** Analyses something whose reading does not count, or not yet. */
  <T> Aside<T> aside(Supplier<T> analysis) {
    Map<Place, Use> before = uses;
    Map<Place, Use> noted = new LinkedHashMap<>();
    uses = noted;
    try {
      return new Aside<>(analysis.get(), noted);
    } finally {
      uses = before;
    }
  }

  /** Analyses something that the statement knows of, but does not do. */
  <T> T unnoted(Supplier<T> analysis) {
    Set<Integer> before = Set.copyOf(functions);
    T result = aside(analysis).result();
    functions.retainAll(before);
    return result;
  }

  /** What is done to a view is done to a relation; what its query reads, if the view is read. */
  void writtenThrough(Place view, Place relation, Aside<?> query) {
    written.add(new Below(view, relation, query.noted));
  }

  /** All of it, once the statement is analysed. */
  public Touches all() {
    for (Below below : written) {
      Use view = use(below.view());
      boolean reads = (view.privileges & AclItem.SELECT) != 0;
      use(below.relation()).privileges |= view.privileges;
      below
          .query()
          .forEach((place, use) -> {
            if (reads || !place.equals(below.relation())) {
              use(place).add(use);
            }
          });
    }
    List<Touches.Relation> relations = new ArrayList<>();
    uses.forEach((place, use) ->
        relations.add(
            new Touches.Relation(
                place.relation(),
                place.role(),
                use.privileges,
                Set.copyOf(use.read),
                Set.copyOf(use.inserted),
                Set.copyOf(use.updated))));
    List<Long> others =
        relations.stream().map(Touches.Relation::role).filter(r -> r != 0).distinct().toList();
    return new Touches(List.copyOf(relations), List.copyOf(functions), Set.copyOf(schemas), others);
  }
}
