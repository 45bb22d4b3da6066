package dev.tusk.executor.function;

import static dev.tusk.executor.function.VectorBodies.arg;

import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.BitString;
import dev.tusk.sql.type.FormatSettings;
import dev.tusk.sql.type.Jsonb;
import dev.tusk.sql.type.Numeric;
import dev.tusk.sql.type.Texts;
import dev.tusk.sql.type.Types;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.Function;

/** Casts between numbers, strings, OIDs, bits and jsonb scalars: the functions behind pg_cast. */
final class CastBodies {
  private CastBodies() {}

  static void register(FunctionLibrary library) {
    integers(library);
    floats(library);
    numerics(library);
    oids(library);
    strings(library);
    bits(library);
    jsonb(library);
    library.one("bool(int4)", (a, _) -> (Integer) a != 0);
    library.one("int4(bool)", (a, _) -> (Boolean) a ? 1 : 0);
  }

  private static void integers(FunctionLibrary library) {
    String[] names = {"int2", "int4", "int8"};
    for (int target = 0; target < 3; target++) {
      int width = 2 << target;
      for (String source : names) {
        if (!source.equals(names[target])) {
          library.one(
              names[target] + "(" + source + ")",
              (a, _) -> ArithmeticBodies.integer(((Number) a).longValue(), width));
        }
      }
      for (String source : new String[] {"float4", "float8"}) {
        library.one(
            names[target] + "(" + source + ")",
            (a, _) -> fromFloat(((Number) a).doubleValue(), width));
      }
      library.one(names[target] + "(numeric)", (a, _) -> fromNumeric((Numeric) a, width));
    }
  }

  private static String name(int width) {
    return width == 2 ? "smallint" : width == 4 ? "integer" : "bigint";
  }

  /** Rounds half to even, as C's rint. */
  private static Object fromFloat(double value, int width) {
    double rounded = Math.rint(value);
    double limit = Math.scalb(1.0, 8 * width - 1);
    if (!(rounded >= -limit && rounded < limit)) {
      throw ArithmeticBodies.outOfRange(name(width));
    }
    return ArithmeticBodies.integer((long) rounded, width);
  }

  /** Rounds half away from zero. */
  static Object fromNumeric(Numeric value, int width) {
    if (!value.isFinite()) {
      throw SqlException.of(
          SqlState.FEATURE_NOT_SUPPORTED,
          "cannot convert " + (value.isNaN() ? "NaN" : "infinity") + " to " + name(width));
    }
    Long whole = value.toLong(Long.MIN_VALUE, Long.MAX_VALUE);
    if (whole == null) {
      throw ArithmeticBodies.outOfRange(name(width));
    }
    return ArithmeticBodies.integer(whole, width);
  }

  private static void floats(FunctionLibrary library) {
    for (String source : new String[] {"int2", "int4", "int8"}) {
      library.one("float4(" + source + ")", (a, _) -> ((Number) a).floatValue());
      library.one("float8(" + source + ")", (a, _) -> ((Number) a).doubleValue());
    }
    library.one("float8(float4)", (a, _) -> (double) (Float) a);
    library.one(
        "float4(float8)",
        (a, _) -> {
          double value = (Double) a;
          float narrow = (float) value;
          if (Float.isInfinite(narrow) && !Double.isInfinite(value)) {
            throw range("value out of range: overflow");
          }
          if (narrow == 0 && value != 0) {
            throw range("value out of range: underflow");
          }
          return narrow;
        });
    library.one("float4(numeric)", (a, _) -> toFloat4((Numeric) a));
    library.one("float8(numeric)", (a, _) -> toFloat8((Numeric) a));
  }

  private static SqlException range(String message) {
    return SqlException.of(SqlState.NUMERIC_VALUE_OUT_OF_RANGE, message);
  }

  private static Object toFloat4(Numeric value) {
    return Types.FLOAT4.parse(value.toString(), FormatSettings.DEFAULT);
  }

  static Object toFloat8(Numeric value) {
    if (!value.isFinite()) {
      return value.doubleValue();
    }
    double number = value.doubleValue();
    if (Double.isInfinite(number) || number == 0 && value.signum() != 0) {
      // Not so easily told by the value alone: let the reader complain.
      return Types.FLOAT8.parse(value.toString(), FormatSettings.DEFAULT);
    }
    return number;
  }

  private static void numerics(FunctionLibrary library) {
    for (String source : new String[] {"int2", "int4", "int8"}) {
      library.one("numeric(" + source + ")", (a, _) -> Numeric.of(((Number) a).longValue()));
    }
    library.one("numeric(float4)", (a, _) -> toNumeric((double) (Float) a, 6));
    library.one("numeric(float8)", (a, _) -> toNumeric((Double) a, 15));
  }

  /** By way of {@code %.15g}, the digits a float surely has: float8_numeric. */
  static Numeric toNumeric(double value, int digits) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Numeric.special(value);
    }
    BigDecimal rounded =
        new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    return Numeric.of(rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros());
  }

  private static void oids(FunctionLibrary library) {
    for (String type :
        new String[] {
          "oid",
          "regproc",
          "regprocedure",
          "regoper",
          "regoperator",
          "regclass",
          "regtype",
          "regrole",
          "regnamespace"
        }) {
      library.one(type + "(int4)", (a, _) -> (Integer) a & 0xffff_ffffL);
      library.one("int4(" + type + ")", (a, _) -> (int) (long) (Long) a);
    }
    library.one(
        "oid(int8)",
        (a, _) -> {
          long value = (Long) a;
          if (value < 0 || value > 0xffff_ffffL) {
            throw range("OID out of range");
          }
          return value;
        });
    library.one("int8(oid)", (a, _) -> a);
  }

  private static void strings(FunctionLibrary library) {
    library.one("text(bool)", (a, _) -> a.toString());
    library.one("text(bpchar)", (a, _) -> Texts.stripTrailingSpaces((String) a));
    library.one("text(char)", (a, _) -> Types.CHAR.toText(a, FormatSettings.DEFAULT));
    library.one("text(name)", (a, _) -> a);
    library.one("bpchar(char)", (a, _) -> Types.CHAR.toText(a, FormatSettings.DEFAULT));
    library.one("bpchar(name)", (a, _) -> a);
    library.one("varchar(name)", (a, _) -> a);
    Function<Object, Object> name = a -> Types.NAME.parse((String) a, FormatSettings.DEFAULT);
    library.one("name(text)", (a, _) -> name.apply(a));
    library.one("name(varchar)", (a, _) -> name.apply(a));
    library.one("name(bpchar)", (a, _) -> name.apply(Texts.stripTrailingSpaces((String) a)));
    library.one("char(text)", (a, _) -> Types.CHAR.parse((String) a, FormatSettings.DEFAULT));
    library.one(
        "char(int4)",
        (a, _) -> {
          int code = (Integer) a;
          if (code < -128 || code > 127) {
            throw range("\"char\" out of range");
          }
          return code == 0 ? "" : String.valueOf((char) (code & 0xff));
        });
    library.one(
        "int4(char)",
        (a, _) -> {
          String text = (String) a;
          return text.isEmpty() ? 0 : (int) (byte) text.charAt(0);
        });
  }

  private static void bits(FunctionLibrary library) {
    library.any("bit(int4,int4)", (a, _) -> bits((Integer) arg(a, 0), 32, a));
    library.any("bit(int8,int4)", (a, _) -> bits((Long) arg(a, 0), 64, a));
    library.one("int4(bit)", (a, _) -> (int) number((BitString) a, 32, "integer"));
    library.one("int8(bit)", (a, _) -> number((BitString) a, 64, "bigint"));
  }

  /** The lowest bits of a number, sign-extended when more are asked for. */
  private static BitString bits(
      long value, int width, @org.jspecify.annotations.Nullable Object[] arguments) {
    int size = width;
    if (arguments.length > 1 && arguments[1] instanceof Integer typmod) {
      size = typmod <= 0 ? 1 : typmod;
    }
    byte[] bytes = new byte[(size + 7) >>> 3];
    for (int i = 0; i < size; i++) {
      int from = size - 1 - i;
      if ((value >> Math.min(from, 63) & 1) != 0) {
        bytes[i >>> 3] |= (byte) (0x80 >>> (i & 7));
      }
    }
    return new BitString(bytes, size);
  }

  private static long number(BitString bits, int width, String type) {
    if (bits.length() > width) {
      throw ArithmeticBodies.outOfRange(type);
    }
    long value = 0;
    for (int i = 0; i < bits.length(); i++) {
      value = value << 1 | (bits.get(i) ? 1 : 0);
    }
    return value;
  }

  private static void jsonb(FunctionLibrary library) {
    library.one(
        "bool(jsonb)",
        (a, _) -> {
          if (a instanceof Jsonb.JsonBool(var value)) {
            return value;
          }
          throw cannotCast((Jsonb) a, "boolean");
        });
    library.one("numeric(jsonb)", (a, _) -> number(a, "numeric"));
    library.one("int2(jsonb)", (a, _) -> fromNumeric(number(a, "smallint"), 2));
    library.one("int4(jsonb)", (a, _) -> fromNumeric(number(a, "integer"), 4));
    library.one("int8(jsonb)", (a, _) -> fromNumeric(number(a, "bigint"), 8));
    library.one("float4(jsonb)", (a, _) -> toFloat4(number(a, "real")));
    library.one("float8(jsonb)", (a, _) -> toFloat8(number(a, "double precision")));
  }

  private static Numeric number(Object json, String target) {
    if (json instanceof Jsonb.JsonNumber(var value)) {
      return value;
    }
    throw cannotCast((Jsonb) json, target);
  }

  private static SqlException cannotCast(Jsonb value, String target) {
    String source = value.typeName().equals("number") ? "numeric" : value.typeName();
    return SqlException.of(
        SqlState.INVALID_PARAMETER_VALUE, "cannot cast jsonb " + source + " to type " + target);
  }
}
