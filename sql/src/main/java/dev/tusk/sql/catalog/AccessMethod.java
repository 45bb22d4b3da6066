package dev.tusk.sql.catalog;

import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A way to index: what planner, commands and catalogs ask instead of comparing names. A further
 * method is a further entry here.
 *
 * @param oid {@code pg_am.oid}
 * @param handler {@code pg_am.amhandler}, 0 for an extension's
 * @param extension that brings it; null for one that is always there
 * @param nearest whether it finds the nearest by a distance, rather than keys in their order
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
    boolean nearest,
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
          false,
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
          0,
          "vector",
          true,
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
                  List.of("auto", "none", "rabitq_1", "rabitq_2", "rabitq_3"))),
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
          0,
          "vector",
          true,
          classes(
              16_521,
              new Family("vector", Types.VECTOR, List.of("l2", "ip", "cosine"), "l2"),
              new Family("halfvec", Types.HALFVEC, List.of("l2", "ip", "cosine"), null),
              new Family("bit", Types.BIT, List.of("hamming"), null)),
          List.of(new IndexOption.Number("lists", 100, 1, 32_768)),
          Map.of(Types.VECTOR, 2000, Types.HALFVEC, 4000, Types.BIT, 64_000));

  private static final List<AccessMethod> ALL = List.of(BTREE, HNSW, IVFFLAT);

  /**
   * An operator class for ordering by distance.
   *
   * @param operator e.g. {@code <=>}
   * @param isDefault for keys of the type that name none
   */
  public record OperatorClass(
      long oid, String name, Type type, String operator, boolean isDefault) {}

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

  /** The class for keys of the type that name none. */
  public Optional<OperatorClass> defaultClass(Type type) {
    return classes.stream().filter(c -> c.isDefault && c.type == type).findFirst();
  }

  /** The option of that name. */
  public Optional<IndexOption> option(String optionName) {
    return options.stream().filter(o -> o.name().equals(optionName)).findFirst();
  }
}
