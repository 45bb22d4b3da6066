package dev.tusk.executor.catalog;

import dev.tusk.executor.catalog.DependencyGraph.Link;
import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.TypeNumbers;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What goes when objects are dropped, in the order in which PostgreSQL finds and drops it
 * (findDependentObjects of catalog/dependency.c): dependents before what they need, newer ones
 * first.
 */
public final class DependencyWalk {
  /** Why something goes. */
  private enum Why {
    /** It was named. */
    ORIGINAL,
    NORMAL,
    AUTO,
    INTERNAL,
    EXTENSION,
    /** What it is a part of goes. */
    PART,
    /** A part of it goes, so it goes. */
    REVERSE,
    /** A column of something that goes as a whole. */
    SUBOBJECT
  }

  /** Something that goes. */
  public static final class Target {
    private final ObjectAddress address;
    private final Set<Why> why;
    private final @Nullable ObjectAddress needs;

    private Target(ObjectAddress address, Set<Why> why, @Nullable ObjectAddress needs) {
      this.address = address;
      this.why = why;
      this.needs = needs;
    }

    public ObjectAddress address() {
      return address;
    }

    /** What it was reached from; null for what was named. */
    public @Nullable ObjectAddress needs() {
      return needs;
    }

    /** Whether something needed it that goes by CASCADE alone, or that it is a part of. */
    public boolean normal() {
      return why.contains(Why.NORMAL) || why.contains(Why.REVERSE);
    }

    /** Whether only CASCADE drops it: it was not named, and does not go silently. */
    public boolean cascaded() {
      return why.stream()
          .noneMatch(w ->
              switch (w) {
                case ORIGINAL, SUBOBJECT, AUTO, INTERNAL, EXTENSION, PART -> true;
                case NORMAL, REVERSE -> false;
              });
    }
  }

  /** The way from what was named to what is looked at. */
  private record Step(ObjectAddress object, Set<Why> why, @Nullable Step before) {}

  private final DependencyGraph graph;
  private final ObjectDescriptions descriptions;
  private final List<ObjectAddress> named;
  private final List<Target> targets = new ArrayList<>();

  /** Newer objects first; a whole one before its columns. */
  private final Comparator<Link> newerFirst =
      Comparator.comparing(
          Link::dependent,
          Comparator.comparingLong(this::age)
              .thenComparingLong(DependencyWalk::rank)
              .reversed()
              .thenComparingLong(ObjectAddress::classOid)
              .thenComparingInt(ObjectAddress::sub));

  private DependencyWalk(
      DependencyGraph graph, ObjectDescriptions descriptions, List<ObjectAddress> named) {
    this.graph = graph;
    this.descriptions = descriptions;
    this.named = named;
  }

  /**
   * Finds what goes with the named objects, themselves included.
   *
   * @throws SqlException 2BP01 when one of them is part of something that was not named
   */
  public static List<Target> of(
      DependencyGraph graph, ObjectDescriptions descriptions, List<ObjectAddress> named) {
    DependencyWalk walk = new DependencyWalk(graph, descriptions, named);
    for (ObjectAddress object : named) {
      walk.find(object, EnumSet.of(Why.ORIGINAL), null);
    }
    return walk.targets;
  }

  private void find(ObjectAddress object, Set<Why> why, @Nullable Step before) {
    if (isOnWay(object, why, before) || isTarget(object, why)) {
      return;
    }
    ObjectAddress owner = before == null ? partOf(object) : null;
    for (Link link : graph.needs(object)) {
      ObjectAddress other = link.dependency().on();
      boolean part =
          switch (link.dependency().kind()) {
            case NORMAL, AUTO, PART, PART_OF_TABLE -> false;
            case INTERNAL, EXTENSION -> true;
          };
      if (!part || other.whole().equals(object.whole())) {
        continue;
      }
      if (before == null) {
        if (named.contains(other) || named.contains(other.whole())) {
          return; // It goes with that.
        }
        owner = owner == null ? other : owner;
      } else if (isOnWay(other, EnumSet.noneOf(Why.class), before)) {
        break;
      } else {
        find(other, EnumSet.of(Why.REVERSE), before);
        isTarget(object, why);
        return;
      }
    }
    if (owner != null) {
      throw required(object, owner);
    }
    Step here = new Step(object, why, before);
    graph.dependents(object).stream()
        .filter(link -> !link.dependent().whole().equals(object))
        .sorted(newerFirst)
        .forEach(link -> find(link.dependent(), EnumSet.of(why(link.dependency())), here));
    targets.add(new Target(object, why, before == null ? null : before.object()));
  }

  /** What a partition's index or constraint is part of, unless that goes too. */
  private @Nullable ObjectAddress partOf(ObjectAddress object) {
    for (Link link : graph.needs(object)) {
      ObjectAddress other = link.dependency().on();
      if (link.dependency().kind() == Dependency.Kind.PART && !named.contains(other)) {
        return other;
      }
    }
    return null;
  }

  /** Objects are numbered as they come; what has no number of its own came with its object. */
  private long age(ObjectAddress address) {
    ObjectAddress of = graph.partOf(address);
    boolean own = address.classOid() != ObjectAddress.PG_ATTRDEF;
    return of == null || own ? TypeNumbers.origin(address.objectOid()) : of.objectOid();
  }

  /** Among what came together: the rows' types before what is said of columns. */
  private static long rank(ObjectAddress address) {
    return address.classOid() == ObjectAddress.PG_ATTRDEF
        ? Long.MAX_VALUE / 2 + address.objectOid()
        : address.objectOid();
  }

  private static Why why(Dependency dependency) {
    return switch (dependency.kind()) {
      case NORMAL -> Why.NORMAL;
      case AUTO -> Why.AUTO;
      case INTERNAL -> Why.INTERNAL;
      case EXTENSION -> Why.EXTENSION;
      case PART, PART_OF_TABLE -> Why.PART;
    };
  }

  /** Whether something is being looked at already; another reason to drop it is noted. */
  private static boolean isOnWay(ObjectAddress object, Set<Why> why, @Nullable Step way) {
    boolean found = false;
    for (Step step = way; step != null; step = step.before()) {
      found |= note(object, why, step.object(), step.why());
    }
    return found;
  }

  /** Whether something is known to go; another reason for it is noted. */
  private boolean isTarget(ObjectAddress object, Set<Why> why) {
    boolean found = false;
    for (Target target : targets) {
      found |= note(object, why, target.address, target.why);
    }
    return found;
  }

  /** Whether one is the other or its column; reasons for a column are none for the whole. */
  private static boolean note(
      ObjectAddress object, Set<Why> why, ObjectAddress known, Set<Why> reasons) {
    if (!object.whole().equals(known.whole())) {
      return false;
    }
    if (object.sub() == known.sub()) {
      reasons.addAll(why);
      return true;
    }
    if (object.sub() == 0 && !why.isEmpty()) {
      reasons.addAll(why);
      reasons.add(Why.SUBOBJECT);
    }
    return known.sub() == 0;
  }

  private SqlException required(ObjectAddress object, ObjectAddress owner) {
    String whole = descriptions.of(owner);
    return SqlException.of(
            SqlState.DEPENDENT_OBJECTS_STILL_EXIST,
            "cannot drop " + descriptions.of(object) + " because " + whole + " requires it")
        .withHint("You can drop " + whole + " instead.");
  }
}
