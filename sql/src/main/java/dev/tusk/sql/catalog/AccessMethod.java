package dev.tusk.sql.catalog;

import dev.tusk.sql.type.CompositeType;
import dev.tusk.sql.type.EnumType;
import dev.tusk.sql.type.MultirangeType;
import dev.tusk.sql.type.RangeType;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A way to index: what planner, commands and catalogs ask instead of comparing names. A further
 * method is a further entry here.
 *
 * @param oid {@code pg_am.oid}
 * @param handler {@code pg_am.amhandler}
 * @param extension that brings it; null for one that is always there
 * @param search what it finds
 * @param classes operator classes; those of B-trees follow from the types' own order
 * @param options what WITH (…) takes
 * @param mostDimensions of each type that pgvector's index pages have room for; others cannot be
 *     indexed
 */
public record AccessMethod(
    long oid,
    String name,
    long handler,
    @Nullable String extension,
    Search search,
    List<OperatorClass> classes,
    List<IndexOption> options,
    Map<Type, Integer> mostDimensions) {

  /** The class of a key that names none, and the method of an index that names none. */
  public static final AccessMethod BTREE =
      new AccessMethod(
          403,
          "btree",
          330,
          null,
          Search.ORDERED,
          List.of(),
          List.of(
              new IndexOption.Number("fillfactor", 90, 10, 100),
              new IndexOption.Flag("deduplicate_items")),
          Map.of());

  /** A navigable small world graph. */
  public static final AccessMethod HNSW =
      new AccessMethod(
          16_500,
          "hnsw",
          16_820,
          "vector",
          Search.NEAREST,
          classes(
              16_501,
              new Family("vector", Types.VECTOR, List.of("l2", "ip", "cosine", "l1"), null),
              new Family("halfvec", Types.HALFVEC, List.of("l2", "ip", "cosine", "l1"), null),
              new Family("sparsevec", Types.SPARSEVEC, List.of("l2", "ip", "cosine", "l1"), null),
              new Family("bit", Types.BIT, List.of("hamming", "jaccard"), null)),
          List.of(
              new IndexOption.Number("m", 16, 2, 100),
              new IndexOption.Number("ef_construction", 64, 4, 1000),
              new IndexOption.Choice(
                  "quantizer",
                  "auto",
                  // The names with an underscore are those of earlier versions.
                  List.of(
                      "auto",
                      "none",
                      "rabitq1",
                      "rabitq2",
                      "rabitq3",
                      "rabitq4",
                      "rabitq_1",
                      "rabitq_2",
                      "rabitq_3"))),
          Map.of(
              Types.VECTOR,
              2000,
              Types.HALFVEC,
              4000,
              Types.BIT,
              64_000,
              Types.SPARSEVEC,
              1_000_000_000));

  /** Lists of vectors around centres. */
  public static final AccessMethod IVFFLAT =
      new AccessMethod(
          16_520,
          "ivfflat",
          16_821,
          "vector",
          Search.NEAREST,
          classes(
              16_521,
              new Family("vector", Types.VECTOR, List.of("l2", "ip", "cosine"), "l2"),
              new Family("halfvec", Types.HALFVEC, List.of("l2", "ip", "cosine"), null),
              new Family("bit", Types.BIT, List.of("hamming"), null)),
          List.of(new IndexOption.Number("lists", 100, 1, 32_768)),
          Map.of(Types.VECTOR, 2000, Types.HALFVEC, 4000, Types.BIT, 64_000));

  /** Values by what they contain: an inverted index. */
  public static final AccessMethod GIN =
      new AccessMethod(
          2742,
          "gin",
          333,
          null,
          Search.INVERTED,
          Stream.concat(InvertedClasses.ALL.stream(), ListedClasses.of("gin").stream()).toList(),
          List.of(
              new IndexOption.Flag("fastupdate"),
              new IndexOption.Number("gin_pending_list_limit", 4096, 64, Integer.MAX_VALUE)),
          Map.of());

  /** Values that are equal. */
  public static final AccessMethod HASH =
      new AccessMethod(
          405,
          "hash",
          331,
          null,
          Search.INVERTED,
          ListedClasses.of("hash"),
          List.of(new IndexOption.Number("fillfactor", 75, 10, 100)),
          Map.of());

  /** Values by where they lie: an index of their bounds. */
  public static final AccessMethod GIST =
      new AccessMethod(
          783,
          "gist",
          332,
          null,
          Search.INVERTED,
          ListedClasses.of("gist"),
          List.of(
              new IndexOption.Number("fillfactor", 90, 10, 100),
              new IndexOption.Choice("buffering", "auto", List.of("on", "off", "auto"))),
          Map.of());

  /** The same for other classes. */
  public static final AccessMethod SPGIST =
      new AccessMethod(
          4000,
          "spgist",
          334,
          null,
          Search.INVERTED,
          ListedClasses.of("spgist"),
          List.of(new IndexOption.Number("fillfactor", 80, 10, 100)),
          Map.of());

  /** The same, which PostgreSQL keeps for ranges of pages only. */
  public static final AccessMethod BRIN =
      new AccessMethod(
          3580,
          "brin",
          335,
          null,
          Search.INVERTED,
          ListedClasses.of("brin"),
          List.of(
              new IndexOption.Number("pages_per_range", 128, 1, 131_072),
              new IndexOption.Flag("autosummarize")),
          Map.of());

  private static final List<AccessMethod> ALL =
      List.of(BTREE, HNSW, IVFFLAT, GIN, HASH, GIST, SPGIST, BRIN);

  /** What keys an inverted index takes out of values. */
  public enum Keys {
    /** What the class of {@link #GIN} takes, or nothing where an index finds by distance. */
    CONTENTS,
    /** The value itself, in its order. */
    SCALAR,
    /** The bounds between which it lies. */
    BOUNDS,
    /** The words of a document. */
    LEXEMES,
    /** The trigrams of a text. */
    TRIGRAMS
  }

  /** What an index of a method can be besides. */
  public enum Ability {
    MULTICOLUMN,
    INCLUDE,
    EXCLUDE
  }

  /** Whether such indexes can be so (the flags of IndexAmRoutine). */
  public boolean can(Ability ability) {
    return switch (ability) {
      case MULTICOLUMN -> this != HASH && this != SPGIST && !nearest();
      case INCLUDE -> this == BTREE || this == GIST || this == SPGIST;
      case EXCLUDE -> this == BTREE || this == GIST || this == SPGIST || this == HASH;
    };
  }

  /** What an index of a method finds. */
  public enum Search {
    /** Keys in their order. */
    ORDERED,
    /** The nearest by a distance. */
    NEAREST,
    /** Values by the keys that were taken out of them. */
    INVERTED
  }

  /**
   * An operator class: for ordering by distance, or for finding by contained keys.
   *
   * @param operator of a distance, e.g. {@code <=>}; empty for a class that finds by keys
   * @param isDefault for keys of the type that name none
   * @param strategies what a class that finds by keys answers; empty for a distance
   * @param keys what it takes out of values
   * @param extension that brings it to a method that is there without; null for none
   */
  public record OperatorClass(
      long oid,
      String name,
      Type type,
      String operator,
      boolean isDefault,
      List<Strategy> strategies,
      Keys keys,
      @Nullable String extension) {

    OperatorClass(
        long oid,
        String name,
        Type type,
        String operator,
        boolean isDefault,
        List<Strategy> strategies) {
      this(oid, name, type, operator, isDefault, strategies, Keys.CONTENTS, null);
    }

    OperatorClass(long oid, String name, Type type, String operator, boolean isDefault) {
      this(oid, name, type, operator, isDefault, List.of());
    }

    /** Whether what brings it is there. */
    public boolean isThere(Predicate<String> extensions) {
      return extension == null || extensions.test(extension);
    }

    /** Whether keys of a type may have this class. */
    public boolean accepts(Type key) {
      return type == key
          || stands(type, key)
          || keys != Keys.CONTENTS && (type == key.comparedAs() || stands(type, key.comparedAs()))
          || type == Types.BIT && key == Types.VARBIT;
    }

    /** Whether a pseudo-type stands for another one. */
    private static boolean stands(Type pseudo, Type type) {
      return pseudo == Types.ANYARRAY && type.isArray()
          || pseudo == Types.ANYRANGE && type instanceof RangeType
          || pseudo == Types.ANYMULTIRANGE && type instanceof MultirangeType
          || pseudo == Types.ANYENUM && type instanceof EnumType
          || pseudo == Types.RECORD && type instanceof CompositeType
          || pseudo == Types.ANYELEMENT
              && !(type instanceof RangeType)
              && !(type instanceof MultirangeType);
    }

    /** The strategy of an operator with such a right side. */
    public Optional<Strategy> strategy(String operatorName, Type right) {
      return strategies.stream()
          .filter(s -> s.operator.equals(operatorName))
          .filter(s -> s.right == right || s.right == right.comparedAs() || stands(s.right, right))
          .findFirst();
    }
  }

  /**
   * An operator that a class answers.
   *
   * @param right type of what is sought
   * @param share of the rows that it is taken to find
   */
  public record Strategy(String operator, Type right, double share) {}

  /** The classes of one type, by their metrics. */
  private record Family(
      String prefix, Type type, List<String> metrics, @Nullable String standard) {}

  private static List<OperatorClass> classes(long firstOid, Family... families) {
    List<OperatorClass> classes = new ArrayList<>();
    long oid = firstOid;
    for (Family family : families) {
      for (String metric : family.metrics) {
        classes.add(
            new OperatorClass(
                oid++,
                family.prefix + "_" + metric + "_ops",
                family.type,
                operator(metric),
                metric.equals(family.standard)));
      }
    }
    return List.copyOf(classes);
  }

  private static String operator(String metric) {
    return switch (metric) {
      case "l2" -> "<->";
      case "ip" -> "<#>";
      case "cosine" -> "<=>";
      case "l1" -> "<+>";
      case "hamming" -> "<~>";
      case "jaccard" -> "<%>";
      default -> throw new IllegalArgumentException(metric);
    };
  }

  /** Whether an index may have several keys. */
  public boolean multicolumn() {
    return !nearest() || this == HNSW;
  }

  /** Whether it finds the nearest by a distance. */
  public boolean nearest() {
    return search == Search.NEAREST;
  }

  /** Whether it finds keys in their order. */
  public boolean ordered() {
    return search == Search.ORDERED;
  }

  /** Whether it finds values by what they contain. */
  public boolean inverted() {
    return search == Search.INVERTED;
  }

  public static List<AccessMethod> all() {
    return ALL;
  }

  public static Optional<AccessMethod> byName(String name) {
    return ALL.stream().filter(method -> method.name.equals(name)).findFirst();
  }

  /** The class of that name. */
  public Optional<OperatorClass> operatorClass(String className) {
    return classes.stream().filter(c -> c.name.equals(className)).findFirst();
  }

  /**
   * The class for keys of the type that name none.
   *
   * @param extensions tells which are there
   */
  public Optional<OperatorClass> defaultClass(Type type, Predicate<String> extensions) {
    List<OperatorClass> there =
        classes.stream().filter(c -> c.isDefault && c.isThere(extensions)).toList();
    return there.stream()
        .filter(c -> c.type == type)
        .findFirst()
        .or(() -> there.stream().filter(c -> c.accepts(type)).findFirst());
  }

  /** What messages call an operator class by its number. */
  public static Optional<String> describe(long operatorClass) {
    for (AccessMethod method : ALL) {
      for (OperatorClass of : method.classes) {
        if (of.oid == operatorClass) {
          return Optional.of("operator class " + of.name + " for access method " + method.name);
        }
      }
    }
    return Optional.empty();
  }

  /** The option of that name. */
  public Optional<IndexOption> option(String optionName) {
    return options.stream().filter(o -> o.name().equals(optionName)).findFirst();
  }
}
