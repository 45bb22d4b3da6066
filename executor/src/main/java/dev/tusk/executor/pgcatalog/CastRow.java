package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalogview.CatalogView;
import dev.tusk.sql.function.CastSignature;
import dev.tusk.sql.function.FunctionSignature;
import java.util.ArrayList;
import java.util.List;

/** A row of pg_cast. */
record CastRow(long oid, CastSignature cast) {
  static List<CastRow> all(CatalogView view) {
    List<CastRow> rows = new ArrayList<>();
    long oid = 90_000;
    for (CastSignature cast : view.functions().allCasts()) {
      oid++;
      if (view.has(cast.source()) && view.has(cast.target())) {
        rows.add(new CastRow(oid, cast));
      }
    }
    view.ownCasts().forEach(own -> rows.add(new CastRow(own.oid(), own.signature())));
    return rows;
  }

  long functionOid() {
    FunctionSignature function = cast.function();
    return function == null ? 0L : function.oid();
  }

  String context() {
    return switch (cast.context()) {
      case IMPLICIT -> "i";
      case ASSIGNMENT -> "a";
      case EXPLICIT -> "e";
    };
  }

  String method() {
    return switch (cast.method()) {
      case FUNCTION -> "f";
      case INOUT -> "i";
      case RELABEL -> "b";
    };
  }
}
