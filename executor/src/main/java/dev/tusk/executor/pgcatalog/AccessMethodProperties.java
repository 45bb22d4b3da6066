package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.catalog.AccessMethod;
import dev.tusk.sql.catalog.Index;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an access method, an index or one of its columns can do, as clients ask it by name
 * (utils/adt/amutils.c).
 */
final class AccessMethodProperties {
  /** GiST's support functions: what a class is asked about beside its method. */
  private static final int GIST_COMPRESS = 3;

  private static final int GIST_DISTANCE = 8;
  private static final int GIST_FETCH = 9;

  private static final int DESCENDING = 1;
  private static final int NULLS_FIRST = 2;

  /** What the handlers of PostgreSQL's and pgvector's methods say of themselves. */
  private record Abilities(
      boolean order,
      boolean orderByOperator,
      boolean backward,
      boolean unique,
      boolean columns,
      boolean arrays,
      boolean nulls,
      boolean cluster,
      boolean include,
      boolean rows,
      boolean bitmap) {
    /** Those whose letters stand in the text, in the order of the components. */
    static Abilities of(String letters) {
      return new Abilities(
          letters.contains("o"),
          letters.contains("d"),
          letters.contains("b"),
          letters.contains("u"),
          letters.contains("m"),
          letters.contains("a"),
          letters.contains("n"),
          letters.contains("c"),
          letters.contains("i"),
          letters.contains("r"),
          letters.contains("p"));
    }
  }

  private static final Map<String, Abilities> METHODS =
      Map.of(
          "btree", Abilities.of("o b u m a n c i r p"),
          "hash", Abilities.of("b r p"),
          "gist", Abilities.of("d m n c i r p"),
          "gin", Abilities.of("m p"),
          "spgist", Abilities.of("d n i r p"),
          "brin", Abilities.of("m n p"),
          "hnsw", Abilities.of("d r"),
          "ivfflat", Abilities.of("d r"));

  private AccessMethodProperties() {}

  static void register(FunctionLibrary library) {
    library.two(
        "pg_indexam_has_property(oid,text)",
        (oid, property, context) ->
            ofMethod((Long) oid, lower(property), context.session().view()));
    library.two(
        "pg_index_has_property(regclass,text)",
        (oid, property, context) -> ofIndex((Long) oid, lower(property), context.session().view()));
    library.any(
        "pg_index_column_has_property(regclass,int4,text)",
        (a, context) ->
            a[0] == null || a[1] == null
                ? null
                : ofColumn((Long) a[0], (Integer) a[1], lower(a[2]), context.session().view()));
  }

  private static String lower(@Nullable Object property) {
    return String.valueOf(property).toLowerCase(Locale.ROOT);
  }

  private static @Nullable Object ofMethod(@Nullable Long oid, String property, CatalogView view) {
    for (AccessMethod method : AccessMethodRow.methods(view)) {
      Abilities can = METHODS.get(method.name());
      if (oid != null && method.oid() == oid && can != null) {
        return switch (property) {
          case "can_order" -> can.order;
          case "can_unique" -> can.unique;
          case "can_multi_col" -> can.columns;
          case "can_exclude" -> can.rows;
          case "can_include" -> can.include;
          default -> null;
        };
      }
    }
    return null;
  }

  private static @Nullable IndexRow index(@Nullable Long oid, CatalogView view) {
    for (IndexRow row : IndexRow.all(view)) {
      if (oid != null && row.index().oid() == oid) {
        return row;
      }
    }
    return null;
  }

  private static @Nullable Object ofIndex(@Nullable Long oid, String property, CatalogView view) {
    IndexRow row = index(oid, view);
    Abilities can = row == null ? null : METHODS.get(row.index().method());
    if (can == null) {
      return null;
    }
    return switch (property) {
      case "clusterable" -> can.cluster;
      case "index_scan" -> can.rows;
      case "bitmap_scan" -> can.bitmap;
      case "backward_scan" -> can.backward;
      default -> null;
    };
  }

  private static @Nullable Object ofColumn(
      long oid, int number, String property, CatalogView view) {
    IndexRow row = index(oid, view);
    Abilities can = row == null ? null : METHODS.get(row.index().method());
    if (row == null || can == null || number <= 0 || number > row.index().width()) {
      return null;
    }
    boolean key = number <= row.index().keys().size();
    return switch (property) {
      case "asc" -> key ? (Object) option(row, can, number, DESCENDING, false) : null;
      case "desc" -> key ? (Object) option(row, can, number, DESCENDING, true) : null;
      case "nulls_first" -> key ? (Object) option(row, can, number, NULLS_FIRST, true) : null;
      case "nulls_last" -> key ? (Object) option(row, can, number, NULLS_FIRST, false) : null;
      case "orderable" -> key && can.order;
      case "distance_orderable" -> distance(row, can, number, key, view);
      case "returnable" -> returns(row, number, key, view);
      case "search_array" -> key && can.arrays;
      case "search_nulls" -> key && can.nulls;
      default -> null;
    };
  }

  private static boolean option(IndexRow row, Abilities can, int number, int bit, boolean wanted) {
    Index.Key key = row.index().keys().get(number - 1);
    boolean set = bit == DESCENDING ? key.descending() : key.nullsFirst();
    return can.order && set == wanted;
  }

  private static @Nullable Object distance(
      IndexRow row, Abilities can, int number, boolean key, CatalogView view) {
    if (!key || !can.orderByOperator) {
      return false;
    }
    OperatorClass of = operatorClass(row, number, view);
    return switch (row.index().method()) {
      case "gist" -> of != null && hasFunction(of, GIST_DISTANCE, view);
      case "spgist" -> of != null && ordersByDistance(of, view);
      default -> null; // pgvector's methods do not answer.
    };
  }

  private static boolean returns(IndexRow row, int number, boolean key, CatalogView view) {
    OperatorClass of = key ? operatorClass(row, number, view) : null;
    return switch (row.index().method()) {
      case "btree" -> true;
      case "gist" ->
          of == null
              ? !key
              : hasFunction(of, GIST_FETCH, view) || !hasFunction(of, GIST_COMPRESS, view);
      case "spgist" -> of == null ? !key : !of.name().equals("poly_ops"); // Which keeps boxes.
      default -> false;
    };
  }

  private static @Nullable OperatorClass operatorClass(IndexRow row, int number, CatalogView view) {
    String name = row.index().keys().get(number - 1).operatorClass();
    for (OperatorClass of : OperatorClass.all(view)) {
      if (of.method().name().equals(row.index().method()) && of.name().equals(name)) {
        return of;
      }
    }
    return null;
  }

  private static boolean hasFunction(OperatorClass of, int number, CatalogView view) {
    long family = OperatorFamily.of(of).oid();
    return FamilyMember.functions(view).stream()
        .anyMatch(member ->
            member.family() == family
                && member.number() == number
                && member.left() == of.type().oid());
  }

  private static boolean ordersByDistance(OperatorClass of, CatalogView view) {
    long family = OperatorFamily.of(of).oid();
    return FamilyMember.operators(view).stream()
        .anyMatch(member ->
            member.family() == family
                && member.purpose().equals("o")
                && member.left() == of.type().oid());
  }
}
