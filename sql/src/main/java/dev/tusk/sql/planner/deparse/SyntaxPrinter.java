package dev.tusk.sql.planner.deparse;

import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.Shape;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/** Functions in SQL's own words ({@code get_func_sql_syntax}). */
final class SyntaxPrinter {
  private final Deparser deparser;

  SyntaxPrinter(Deparser deparser) {
    this.deparser = deparser;
  }

  /** Writes the call, unless the function has no such words. */
  boolean print(PgCall call, FunctionSignature function) {
    List<RexNode> o = call.operands;
    switch (function.name()) {
      case "timezone" -> infix(o.get(1), " AT TIME ZONE ", o.get(0));
      case "overlaps" ->
          pieces("((", o.get(0), ", ", o.get(1), ") OVERLAPS (", o.get(2), ", ", o.get(3), "))");
      case "extract" -> pieces("EXTRACT(" + text(o.get(0)) + " FROM ", o.get(1), ")");
      case "is_normalized" -> {
        out("(");
        enclosed(o.get(0));
        out(" IS" + (o.size() == 2 ? " " + text(o.get(1)) : "") + " NORMALIZED)");
      }
      case "pg_collation_for" -> pieces("COLLATION FOR (", o.get(0), ")");
      case "normalize" ->
          pieces("NORMALIZE(", o.get(0), o.size() == 2 ? ", " + text(o.get(1)) + ")" : ")");
      case "overlay" -> {
        pieces("OVERLAY(", o.get(0), " PLACING ", o.get(1), " FROM ", o.get(2));
        length(o, 3);
      }
      case "position" -> pieces("POSITION((", o.get(1), ") IN (", o.get(0), "))");
      case "substring" -> substring(function, o);
      case "btrim" -> trim("BOTH", o);
      case "ltrim" -> trim("LEADING", o);
      case "rtrim" -> trim("TRAILING", o);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void out(String text) {
    deparser.out.add(text);
  }

  private void pieces(Object... pieces) {
    for (Object piece : pieces) {
      if (piece instanceof RexNode node) {
        deparser.expressions.print(node, false);
      } else {
        out((String) piece);
      }
    }
  }

  private void enclosed(RexNode node) {
    deparser.expressions.enclosed(node, false, Parenthesis.Around.CAST);
  }

  private void infix(RexNode left, String words, RexNode right) {
    out("(");
    enclosed(left);
    out(words);
    enclosed(right);
    out(")");
  }

  private void length(List<RexNode> operands, int place) {
    if (operands.size() > place) {
      pieces(" FOR ", operands.get(place));
    }
    out(")");
  }

  private void substring(FunctionSignature function, List<RexNode> o) {
    boolean pattern = function.arguments().get(1).name().equals("text");
    if (pattern && o.size() == 3) {
      pieces("SUBSTRING(", o.get(0), " SIMILAR ", o.get(1), " ESCAPE ", o.get(2), ")");
    } else if (pattern) {
      pieces("\"substring\"(", o.get(0), ", ", o.get(1), ")");
    } else {
      pieces("SUBSTRING(", o.get(0), " FROM ", o.get(1));
      length(o, 2);
    }
  }

  private void trim(String side, List<RexNode> o) {
    out("TRIM(" + side);
    if (o.size() == 2) {
      pieces(" ", o.get(1));
    }
    pieces(" FROM ", o.get(0), ")");
  }

  private static String text(RexNode node) {
    return PgCall.shapeOf(node) instanceof Shape.Constant constant
        ? String.valueOf(constant.value())
        : "";
  }
}
