package dev.tusk.sql.catalog;

import dev.tusk.sql.catalog.AccessMethod.OperatorClass;
import dev.tusk.sql.catalog.AccessMethod.Strategy;
import dev.tusk.sql.type.Types;
import java.util.List;

/**
 * The operator classes of inverted indexes, and which operators each answers. Shares are what
 * PostgreSQL takes for granted where it has no statistics: {@code DEFAULT_MATCHING_SEL} and {@code
 * DEFAULT_CONTAIN_SEL}.
 */
final class InvertedClasses {
  private static final double MATCHING = 0.01;
  private static final double CONTAINED = 0.005;

  static final List<OperatorClass> ALL =
      List.of(
          new OperatorClass(
              10_064,
              "array_ops",
              Types.ANYARRAY,
              "",
              true,
              List.of(
                  new Strategy("&&", Types.ANYARRAY, MATCHING),
                  new Strategy("@>", Types.ANYARRAY, CONTAINED),
                  new Strategy("<@", Types.ANYARRAY, CONTAINED),
                  new Strategy("=", Types.ANYARRAY, CONTAINED))),
          new OperatorClass(
              10_073,
              "tsvector_ops",
              Types.TSVECTOR,
              "",
              true,
              List.of(
                  new Strategy("@@", Types.TSQUERY, CONTAINED),
                  new Strategy("@@@", Types.TSQUERY, CONTAINED))),
          new OperatorClass(
              10_090,
              "jsonb_ops",
              Types.JSONB,
              "",
              true,
              List.of(
                  new Strategy("@>", Types.JSONB, MATCHING),
                  new Strategy("?", Types.TEXT, MATCHING),
                  new Strategy("?|", Types.array(Types.TEXT), MATCHING),
                  new Strategy("?&", Types.array(Types.TEXT), MATCHING),
                  new Strategy("@?", Types.JSONPATH, MATCHING),
                  new Strategy("@@", Types.JSONPATH, MATCHING))),
          new OperatorClass(
              10_091,
              "jsonb_path_ops",
              Types.JSONB,
              "",
              false,
              List.of(
                  new Strategy("@>", Types.JSONB, MATCHING),
                  new Strategy("@?", Types.JSONPATH, MATCHING),
                  new Strategy("@@", Types.JSONPATH, MATCHING))));

  private InvertedClasses() {}
}
