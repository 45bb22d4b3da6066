package dev.tusk.sql.type;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Values of each type to try it with: its edges, values equal to each other, and random ones. */
final class TypeValues {
  private static final int RANDOM = 24;

  /** Texts of values where a type's order is easily got wrong. */
  private static final Map<String, List<String>> EDGES =
      Map.ofEntries(
          Map.entry("bool", List.of("t", "f")),
          Map.entry("int2", List.of("0", "-1", "1", "32767", "-32768")),
          Map.entry("int4", List.of("0", "-1", "1", "2147483647", "-2147483648")),
          Map.entry("int8", List.of("0", "-1", "9223372036854775807", "-9223372036854775808")),
          Map.entry("oid", List.of("0", "1", "2147483648", "4294967295")),
          Map.entry("tid", List.of("(0,0)", "(0,1)", "(1,0)", "(4294967295,65535)", "(1,65535)")),
          Map.entry("xid", List.of("0", "1", "4294967295")),
          Map.entry("xid8", List.of("0", "1", "0xffffffffffffffff", "0x7fffffffffffffff")),
          Map.entry("pg_lsn", List.of("0/0", "0/1", "1/0", "FFFFFFFF/FFFFFFFF", "7FFFFFFF/A")),
          Map.entry(
              "int4range",
              List.of("empty", "(,)", "[1,2)", "[1,3)", "(,2)", "[1,)", "[2,2]", "[-5,-4)")),
          Map.entry(
              "numrange",
              List.of(
                  "empty",
                  "(,)",
                  "[1,2)",
                  "[1,2]",
                  "(1,2)",
                  "(1,2]",
                  "[1.0,2.00)",
                  "(,2)",
                  "(,2]",
                  "[1,)",
                  "(1,)",
                  "[1,1]")),
          Map.entry(
              "nummultirange",
              List.of("{}", "{[1,2)}", "{[1,2),(2,3)}", "{[1,2],[3,4]}", "{(,)}", "{(1.0,2)}")),
          Map.entry(
              "inet",
              List.of(
                  "10.0.0.0/8",
                  "10.0.0.0/16",
                  "10.0.0.0",
                  "10.1.0.0/16",
                  "10.1.2.3/8",
                  "0.0.0.0/0",
                  "255.255.255.255",
                  "1.2.3.4/0",
                  "::",
                  "::/0",
                  "::1",
                  "fe80::1/64",
                  "fe80::/64")),
          Map.entry("cidr", List.of("10.0.0.0/8", "10.0.0.0/16", "10.1.0.0/16", "::/0", "::1/128")),
          Map.entry("macaddr", List.of("00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff")),
          Map.entry(
              "tsvector",
              List.of("", "'a'", "'a':1", "'a':1A,2B,3C,4", "'a':1 'b':2", "'it''s' 'x y':16383")),
          Map.entry(
              "tsquery",
              List.of(
                  "",
                  "'a'",
                  "'a':*AB",
                  "'a' & 'b'",
                  "'a' | 'b' & !'c'",
                  "'a' <-> 'b' <3> 'c'",
                  "!( 'a' | 'b' )")),
          Map.entry("macaddr8", List.of("00:00:00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff:ff:ff")),
          Map.entry(
              "float8",
              List.of(
                  "0", "-0", "1.5", "-1.5", "NaN", "Infinity", "-Infinity", "1e-300", "5e-324")),
          Map.entry("float4", List.of("0", "-0", "0.1", "NaN", "Infinity", "-Infinity", "1e-45")),
          Map.entry(
              "numeric",
              List.of(
                  "0",
                  "0.00",
                  "1",
                  "1.0",
                  "1.00",
                  "10",
                  "100",
                  "1e30",
                  "-1e30",
                  "NaN",
                  "Infinity",
                  "-Infinity",
                  "1.1",
                  "1.10",
                  "0.001",
                  "-0.001",
                  "99",
                  "99.99",
                  "-1.5",
                  "12345678")),
          Map.entry("text", List.of("", "a", "A", "a b", "aa", "é", "z", "~", "\ud83d\ude00", "￿")),
          Map.entry("bpchar", List.of("a", "a  ", "a\t", "b", " a", "", " ")),
          Map.entry("name", List.of("", "a", "B", "zz")),
          Map.entry("char", List.of("", "a", "b")),
          Map.entry(
              "bytea", List.of("\\x", "\\x00", "\\x0000", "\\x00ff", "\\x80", "\\xff", "\\x01")),
          Map.entry(
              "date",
              List.of("2024-01-01", "-infinity", "infinity", "0044-03-15 BC", "5874897-12-31")),
          Map.entry(
              "timestamp",
              List.of(
                  "2024-01-01",
                  "-infinity",
                  "infinity",
                  "1969-12-31 23:59:59.999",
                  "4713-01-01 BC")),
          Map.entry(
              "timestamptz",
              List.of("2024-01-01 00:00+00", "2024-01-01 01:00+01", "-infinity", "infinity")),
          Map.entry("time", List.of("00:00", "24:00", "12:34:56.7")),
          Map.entry(
              "timetz",
              List.of(
                  "00:00+00", "01:00+01", "12:00-05", "17:00+00", "24:00-15:59", "00:00+15:59")),
          Map.entry(
              "interval",
              List.of(
                  "0",
                  "1 day",
                  "24 hours",
                  "25 hours",
                  "1 mon",
                  "30 days",
                  "720 hours",
                  "31 days",
                  "-1 day",
                  "-1 mon 30 days",
                  "1 year",
                  "360 days",
                  "-25 hours",
                  "1 day -1 microsecond",
                  "178000000 years",
                  "-178000000 years",
                  "1 mon -30 days",
                  "-1 microsecond")),
          Map.entry("bit", List.of("0", "1", "00", "01", "00000000", "000000000")),
          Map.entry(
              "varbit", List.of("", "0", "1", "00", "01", "10", "010", "00000000", "000000000")),
          Map.entry(
              "uuid",
              List.of(
                  "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff",
                  "7fffffff-0000-0000-0000-000000000000", "80000000-0000-0000-0000-000000000000")),
          Map.entry(
              "jsonb",
              List.of(
                  "null",
                  "true",
                  "false",
                  "1",
                  "1.0",
                  "1e2",
                  "-1",
                  "\"\"",
                  "\"a\"",
                  "\"aa\"",
                  "[]",
                  "{}",
                  "[[]]",
                  "[{}]",
                  "[1]",
                  "[1.0]",
                  "[null]",
                  "[1,2]",
                  "[2]",
                  "{\"a\":1}",
                  "{\"b\":1}",
                  "{\"aa\":1}",
                  "{\"a\":2}",
                  "{\"a\":1,\"b\":1}",
                  "{\"a\":null}",
                  "{\"a\":[]}",
                  "{\"a\":\"x\"}")),
          Map.entry("int2vector", List.of("", "1", "1 2", "2", "-1")),
          Map.entry("oidvector", List.of("", "1", "1 2", "2", "4294967295")),
          Map.entry(
              "vector", List.of("[1]", "[1,2]", "[2]", "[0,0]", "[-0,0]", "[-1,5]", "[1e-10,0]")),
          Map.entry(
              "citext",
              List.of("", "a", "A", "ab", "AB", "aB", "É", "é", "ſ", "s", "S", "Σ", "ς", "ǅ", "ß")),
          Map.entry(
              "halfvec", List.of("[1]", "[1,2]", "[0,0]", "[-0,0]", "[65504,-65504]", "[6e-8,0]")),
          Map.entry(
              "sparsevec",
              List.of(
                  "{}/1",
                  "{}/2",
                  "{1:1}/2",
                  "{2:1}/2",
                  "{1:-1}/2",
                  "{2:-1}/2",
                  "{2:-1}/3",
                  "{3:-1}/3",
                  "{3:1}/3",
                  "{1:1,2:-3e38}/2",
                  "{1:1}/1",
                  "{1:3e38}/1000000000",
                  "{1000000000:-1}/1000000000")),
          Map.entry(
              "_int4",
              List.of(
                  "{}",
                  "{1}",
                  "{1,2}",
                  "{2}",
                  "{NULL}",
                  "{1,NULL}",
                  "{{1,2},{3,4}}",
                  "{1,2,3,4}",
                  "[2:3]={1,2}",
                  "[0:1]={1,2}",
                  "{{1},{2},{3},{4}}")),
          Map.entry("_numeric", List.of("{1.0}", "{1.00}", "{NaN}", "{NULL,1}")),
          Map.entry("_interval", List.of("{1 day}", "{24 hours}", "{1 mon}", "{1 day,0}")));

  private final Random random = new Random(11);

  /** Of types without values in SQL (pseudo-types and the like), none. */
  List<Object> of(Type type) {
    List<Object> values = new ArrayList<>();
    String edges = type.name().equals("varchar") ? "text" : type.name();
    for (String text : EDGES.getOrDefault(edges, List.of())) {
      values.add(type.parse(text, FormatSettings.DEFAULT));
    }
    for (int i = 0; i < RANDOM; i++) {
      Object value = any(type);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  private @org.jspecify.annotations.Nullable Object any(Type type) {
    Type element = type.elementType();
    if (element != null && type.isArray()) {
      return array(type, element);
    }
    if (type == Types.RECORD) {
      List<Type> types = List.of(Types.INT4, Types.TEXT);
      return RecordValue.of(types, random.nextInt(3), random.nextBoolean() ? null : word(1));
    }
    if (type instanceof RangeType range) {
      return range(range);
    }
    if (type instanceof MultirangeType several) {
      List<RangeValue> ranges = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        ranges.add(range(several.range()));
      }
      return several.of(ranges);
    }
    String text = text(type.name());
    return text == null ? null : type.parse(text, FormatSettings.DEFAULT);
  }

  private @org.jspecify.annotations.Nullable Object array(Type type, Type element) {
    boolean lists = type.name().endsWith("vector");
    int size = random.nextInt(4);
    Object[] elements = new Object[size];
    for (int i = 0; i < size; i++) {
      elements[i] = !lists && random.nextInt(6) == 0 ? null : any(element);
      if (elements[i] == null && (lists || any(element) == null)) {
        return null;
      }
    }
    if (lists) {
      return new ArrayValue(element, new int[] {size}, new int[] {0}, elements);
    }
    return size == 0 || random.nextInt(4) > 0
        ? ArrayValue.of(element, elements)
        : new ArrayValue(element, new int[] {size}, new int[] {random.nextInt(3)}, elements);
  }

  private @org.jspecify.annotations.Nullable String text(String type) {
    return switch (type) {
      case "bool" -> String.valueOf(random.nextBoolean());
      case "int2" -> String.valueOf((short) random.nextInt());
      case "int4" -> String.valueOf(random.nextInt() >> random.nextInt(32));
      case "int8" -> String.valueOf(random.nextLong() >> random.nextInt(64));
      case "oid", "xid", "cid" -> String.valueOf(random.nextLong() >>> 32 + random.nextInt(32));
      case "tid" -> "(" + random.nextInt(5) + "," + random.nextInt(5) + ")";
      case "pg_lsn" -> Long.toHexString(random.nextLong() >>> 32) + "/" + random.nextInt(9);
      case "xid8" -> Long.toUnsignedString(random.nextLong() >>> random.nextInt(64));
      case "pg_snapshot", "txid_snapshot" -> "10:20:" + (random.nextBoolean() ? "" : "12,15");
      case "point", "lseg", "box", "polygon", "path" -> points(type);
      case "line" -> "{1," + random.nextInt(9) + "," + random.nextDouble() + "}";
      case "circle" -> "<" + points("point") + "," + random.nextInt(9) + ">";
      case "money" -> String.valueOf(random.nextInt() >> random.nextInt(32));
      case "inet" -> address();
      case "cidr" -> "10." + random.nextInt(4) + "." + random.nextInt(4) + ".0/24";
      case "macaddr" -> HexFormat.of().formatHex(bytes(6));
      case "tsvector" ->
          "'w"
              + random.nextInt(20)
              + "':"
              + (1 + random.nextInt(9))
              + " 'v"
              + random.nextInt(9)
              + "'";
      case "tsquery" -> "'a" + random.nextInt(20) + "' & !'b" + random.nextInt(20) + "'";
      case "macaddr8" -> HexFormat.of().formatHex(bytes(8));
      case "float4" -> String.valueOf(Float.intBitsToFloat(random.nextInt()));
      case "float8" -> String.valueOf(Double.longBitsToDouble(random.nextLong()));
      case "numeric" -> numeric();
      case "text", "varchar", "bpchar", "name" -> word(random.nextInt(4));
      case "citext" -> word(4);
      case "char" -> word(1);
      case "bytea" -> "\\x" + HexFormat.of().formatHex(bytes(random.nextInt(4)));
      case "date" -> date();
      case "timestamp" -> date() + " " + time();
      case "timestamptz" -> date() + " " + time() + zone();
      case "time" -> time();
      case "timetz" -> time() + zone();
      case "interval" -> interval();
      case "bit", "varbit" -> bits(random.nextInt(20));
      case "uuid" -> new java.util.UUID(random.nextLong(), random.nextLong()).toString();
      case "jsonb" -> json(3);
      case "sparsevec" -> sparse();
      case "vector", "halfvec" ->
          "["
              + random.nextInt(-3, 3)
              + (random.nextBoolean() ? "]" : "," + random.nextFloat() + "]");
      default -> type.startsWith("reg") ? String.valueOf(random.nextInt(99_999)) : null;
    };
  }

  private String sparse() {
    int dimensions = random.nextInt(1, 5);
    StringBuilder text = new StringBuilder("{");
    for (int i = 1; i <= dimensions; i++) {
      if (random.nextBoolean()) {
        text.append(text.length() > 1 ? "," : "").append(i).append(':');
        text.append(random.nextInt(-2, 3));
      }
    }
    return text.append("}/").append(dimensions).toString();
  }

  private RangeValue range(RangeType type) {
    if (random.nextInt(8) == 0) {
      return RangeValue.EMPTY;
    }
    Object one = random.nextInt(5) == 0 ? null : any(type.subtype());
    Object other = random.nextInt(5) == 0 ? null : any(type.subtype());
    if (one != null && other != null && type.subtype().compare(one, other) > 0) {
      Object swapped = one;
      one = other;
      other = swapped;
    }
    return type.make(
        RangeBound.lower(one, random.nextBoolean()), RangeBound.upper(other, random.nextBoolean()));
  }

  private String points(String type) {
    int count = type.equals("point") ? 1 : type.length() < 5 && !type.equals("path") ? 2 : 3;
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < count; i++) {
      out.append(i > 0 ? "," : "").append('(').append(random.nextInt(9)).append(',');
      out.append(random.nextDouble()).append(')');
    }
    return type.equals("path") && random.nextBoolean() ? "[" + out + "]" : out.toString();
  }

  private String address() {
    if (random.nextBoolean()) {
      return "10." + random.nextInt(3) + ".0." + random.nextInt(256) + "/" + random.nextInt(33);
    }
    return Integer.toHexString(random.nextInt(65536))
        + "::"
        + Integer.toHexString(random.nextInt(9))
        + "/"
        + random.nextInt(129);
  }

  private String numeric() {
    String digits = String.valueOf(random.nextLong() >> random.nextInt(64));
    return random.nextBoolean()
        ? digits
        : digits + "." + "0".repeat(random.nextInt(3)) + random.nextInt(50);
  }

  private String word(int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append("ab AB~\t".charAt(random.nextInt(7)));
    }
    return word.toString();
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (random.nextInt(3) - 1);
    }
    return bytes;
  }

  private String bits(int length) {
    StringBuilder bits = new StringBuilder();
    for (int i = 0; i < length; i++) {
      bits.append(random.nextInt(4) == 0 ? '1' : '0');
    }
    return bits.toString();
  }

  private String date() {
    return 1900
        + random.nextInt(200)
        + "-"
        + (1 + random.nextInt(12))
        + "-"
        + (1 + random.nextInt(28));
  }

  private String time() {
    return random.nextInt(24) + ":" + random.nextInt(10, 60) + ":" + random.nextInt(10, 60);
  }

  private String zone() {
    return (random.nextBoolean() ? "+" : "-") + random.nextInt(12);
  }

  private String interval() {
    return random.nextInt(-3, 3)
        + " mon "
        + random.nextInt(-60, 60)
        + " days "
        + random.nextInt(-100, 100)
        + " hours "
        + random.nextInt(-2, 2)
        + " microseconds";
  }

  private String json(int depth) {
    int kind = random.nextInt(depth == 0 ? 4 : 6);
    return switch (kind) {
      case 0 -> "null";
      case 1 -> String.valueOf(random.nextBoolean());
      case 2 -> random.nextInt(-2, 3) + (random.nextBoolean() ? "" : ".0");
      case 3 -> "\"" + word(random.nextInt(3)).replace("\t", "\\t") + "\"";
      case 4 -> {
        List<String> elements = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
          elements.add(json(depth - 1));
        }
        yield "[" + String.join(",", elements) + "]";
      }
      default -> {
        List<String> members = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
          members.add("\"" + "ab".repeat(i).substring(random.nextInt(2)) + "\":" + json(depth - 1));
        }
        yield "{" + String.join(",", members) + "}";
      }
    };
  }
}
