package dev.tusk.sql.planner.analyze;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.planner.algebra.PgCall;
import dev.tusk.sql.planner.algebra.Shape;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Reads constants as another type while planning, where the result cannot depend on when. */
final class Literals {
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
  private static final Pattern TIMESTAMP =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?");
  private static final Pattern TIMESTAMPTZ =
      Pattern.compile(TIMESTAMP.pattern() + " ?(Z|[+-]\\d\\d(:?\\d\\d)?)");

  private final Analysis analysis;

  Literals(Analysis analysis) {
    this.analysis = analysis;
  }

  /** The constant read as the target type; null when that must wait for the execution. */
  @Nullable RexNode read(PgCall constant, @Nullable Object value, Type type, Type target) {
    int position = constant.position();
    if (value == null) {
      return type == Types.UNKNOWN ? analysis.constant(null, target, position) : null;
    }
    if (type == Types.UNKNOWN) {
      String text = (String) value;
      boolean kept = analysis.keepsConversions && namesObject(target);
      if (readLate(target) && !fixed(text, target) && !readNow(target) && !kept) {
        return analysis.call(
            new Shape.InOutCast(),
            target,
            List.of(analysis.constant(text, Types.TEXT, position)),
            position);
      }
      return analysis.constant(parse(text, target, position), target, position);
    }
    if (Coercion.widened(type, target) && !analysis.keepsConversions) {
      String text = type.toText(value, analysis.settings.format());
      return analysis.constant(parse(text, target, position), target, position);
    }
    return null;
  }

  /** {@code interval '1' day}: the fields say what the number counts. */
  RexNode interval(String text, int typmod, int position) {
    try {
      Object value = Types.INTERVAL.parse(text, typmod, analysis.settings.format());
      return analysis.call(
          new Shape.Constant(value, Types.INTERVAL),
          analysis.types.of(Types.INTERVAL, typmod),
          List.of(),
          position);
    } catch (SqlException e) {
      throw e.at(position);
    }
  }

  private Object parse(String text, Type target, int position) {
    try {
      return target.parse(text, analysis.settings.format());
    } catch (SqlException e) {
      throw e.at(position);
    }
  }

  /** Whether reading depends on the clock, the time zone, other settings or the catalog. */
  static boolean readLate(Type target) {
    Type element = target.elementType();
    if (element != null && target.isArray()) {
      return readLate(element);
    }
    return namesObject(target)
        || switch (target.name()) {
          case "date", "timestamp", "timestamptz", "time", "timetz", "interval" -> true;
          default -> false;
        };
  }

  /** What is printed back is read as PostgreSQL reads it: once, where it stands. */
  private boolean readNow(Type target) {
    Type element = target.elementType();
    boolean reg =
        namesObject(target) || element != null && target.isArray() && namesObject(element);
    return analysis.asWritten && !reg;
  }

  /**
   * What is kept in the catalog depends on the object of now, whatever its name will be. Text
   * search configurations are meant where they are written, since indexes are over them.
   */
  private static boolean namesObject(Type target) {
    return target.name().startsWith("reg")
        && target != Types.REGCONFIG
        && target != Types.REGDICTIONARY;
  }

  private static boolean fixed(String text, Type target) {
    return switch (target.name()) {
      case "date" -> DATE.matcher(text).matches();
      case "timestamp" -> DATE.matcher(text).matches() || TIMESTAMP.matcher(text).matches();
      case "timestamptz" -> TIMESTAMPTZ.matcher(text).matches();
      case "interval" -> true;
      default -> false;
    };
  }
}
