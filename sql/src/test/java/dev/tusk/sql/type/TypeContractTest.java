package dev.tusk.sql.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.sql.error.SqlException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every type to texts, bytes and errors recorded from PostgreSQL. */
class TypeContractTest {
  private static final FormatSettings SETTINGS =
      new FormatSettings(TimeZones.of("America/New_York"), "ISO", "MDY", "postgres", 1, true);

  static Stream<String> recorded() throws IOException {
    try (InputStream in = TypeContractTest.class.getResourceAsStream("recorded.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      // A record may hold line breaks: the next one begins behind the last line with an arrow.
      List<String> records = new java.util.ArrayList<>();
      for (String line : text.split("\n")) {
        if (line.startsWith("#")) {
          continue;
        }
        if (line.contains("|") && line.contains(" => ")) {
          records.add(line);
        } else {
          records.set(records.size() - 1, records.getLast() + "\n" + line);
        }
      }
      return records.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void readsAndWritesAsPostgresDoes(String line) {
    int bar = line.indexOf('|');
    int arrow = line.indexOf(" => ");
    String text = line.substring(bar + 1, arrow).replace("\\n", "\n");
    assertThat(answer(line.substring(0, bar), text)).isEqualTo(line.substring(arrow + 4));
  }

  private static String answer(String name, String text) {
    try {
      int open = name.indexOf('(');
      String base =
          open < 0 ? name : name.substring(0, open) + name.substring(name.indexOf(')') + 1);
      List<String> modifiers =
          open < 0 ? List.of() : List.of(name.substring(open + 1, name.indexOf(')')).split(","));
      Type type = Types.bySqlName(base).orElseThrow();
      Object value = type.parse(text, SETTINGS);
      value = type.applyTypmod(value, type.typmodIn(modifiers), true);
      ByteWriter out = new ByteWriter(16);
      type.writeBinary(value, out);
      checkRoundTrips(type, value, out);
      return type.toText(value, SETTINGS) + " " + HexFormat.of().formatHex(out.toByteArray());
    } catch (SqlException e) {
      String detail = e.fields().detail();
      return e.state().code() + " " + e.text() + (detail == null ? "" : " D:" + detail);
    }
  }

  private static void checkRoundTrips(Type type, Object value, ByteWriter binary) {
    String text = type.toText(value, SETTINGS);
    Object fromBinary = type.readBinary(binary.array(), 0, binary.size());
    assertThat(type.toText(fromBinary, SETTINGS)).isEqualTo(text);
    Object fromText = type.parse(text, SETTINGS);
    assertThat(type.toText(fromText, SETTINGS)).isEqualTo(text);
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    assertThat(type.toText(type.parse(utf8, 0, utf8.length, SETTINGS), SETTINGS)).isEqualTo(text);
    if (type.ordered()) {
      assertThat(type.equal(value, fromBinary)).isTrue();
      assertThat(type.hash(value)).isEqualTo(type.hash(fromBinary));
    }
  }

  @Test
  void oidsAndNamesAreUnique() {
    assertThat(Types.all()).extracting(Type::oid).doesNotHaveDuplicates();
    assertThat(Types.all()).extracting(Type::name).doesNotHaveDuplicates();
  }

  @Test
  void truncatedBinaryFormsAreRefusedAndNeverOverrun() {
    byte[] bytes = new byte[64];
    for (Type type : Types.all()) {
      for (int length = 0; length < 40; length++) {
        try {
          type.readBinary(bytes, 0, length);
        } catch (SqlException e) {
          assertThat(e.state().code()).isNotEqualTo("XX000");
        }
      }
    }
  }

  static Stream<Type> allTypes() {
    return Types.all().stream();
  }

  @ParameterizedTest
  @MethodSource("allTypes")
  void keysOrderAsValuesAndEqualValuesHaveEqualKeysAndHashes(Type type) {
    if (!type.ordered()) {
      return;
    }
    List<Object> values = new TypeValues().of(type);
    List<byte[]> keys = values.stream().map(value -> key(type, value)).toList();
    for (int i = 0; i < values.size(); i++) {
      for (int j = 0; j < values.size(); j++) {
        Object a = values.get(i);
        Object b = values.get(j);
        int order = Integer.signum(type.compare(a, b));
        byte[] left = keys.get(i);
        byte[] right = keys.get(j);
        String both = shown(type, a) + " and " + shown(type, b);
        assertThat(Integer.signum(Arrays.compareUnsigned(left, right))).as(both).isEqualTo(order);
        assertThat(type.equal(a, b)).as(both).isEqualTo(order == 0);
        if (order == 0) {
          assertThat(type.hash(a)).as(both).isEqualTo(type.hash(b));
        } else {
          assertThat(Arrays.mismatch(left, right))
              .as("no key begins another: " + both)
              .isLessThan(Math.min(left.length, right.length));
        }
      }
    }
  }

  private static String shown(Type type, Object value) {
    return type.toText(value, FormatSettings.DEFAULT);
  }

  private static byte[] key(Type type, Object value) {
    KeyWriter out = new KeyWriter();
    type.writeKey(value, out);
    return out.toBytes();
  }

  @ParameterizedTest
  @MethodSource("allTypes")
  void eachFormReadsBack(Type type) {
    if (type == Types.RECORD || type.elementType() == Types.RECORD) {
      // PostgreSQL reads no record either, and none is stored.
      return;
    }
    ValueCodec codec = ValueCodec.of(type);
    for (Object value : new TypeValues().of(type)) {
      String text = shown(type, value);
      assertThat(shown(type, type.parse(text, FormatSettings.DEFAULT))).isEqualTo(text);
      ByteWriter binary = new ByteWriter(16);
      type.writeBinary(value, binary);
      assertThat(shown(type, type.readBinary(binary.array(), 0, binary.size()))).isEqualTo(text);
      ByteWriter stored = new ByteWriter(16);
      stored.put(7);
      codec.write(value, stored);
      assertThat(shown(type, codec.read(stored.toByteArray(), 1))).isEqualTo(text);
      assertThat(codec.skip(stored.toByteArray(), 1)).isEqualTo(stored.size());
      assertThat(type.hash(codec.read(stored.toByteArray(), 1))).isEqualTo(type.hash(value));
    }
  }

  /** So that no type with an order is left out of the two tests above. */
  @ParameterizedTest
  @MethodSource("allTypes")
  void everyOrderedTypeIsTried(Type type) {
    if (type.ordered()) {
      assertThat(new TypeValues().of(type)).hasSizeGreaterThan(10);
    }
  }
}
