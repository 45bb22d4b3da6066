package dev.tusk.storage.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class KeyEncoderTest {
  private final Random random = new Random(3);

  private <T> void ordersAs(
      Comparator<T> order,
      List<T> values,
      BiConsumer<KeyEncoder, T> put,
      Function<KeyDecoder, T> get) {
    for (boolean descending : new boolean[] {false, true}) {
      for (T a : values) {
        for (T b : values) {
          byte[] left = encode(a, put, descending);
          byte[] right = encode(b, put, descending);
          int expected = Integer.signum(order.compare(a, b)) * (descending ? -1 : 1);
          assertThat(Integer.signum(Arrays.compareUnsigned(left, right)))
              .as("%s and %s, descending: %s", a, b, descending)
              .isEqualTo(expected);
          if (expected != 0) {
            assertThat(Arrays.mismatch(left, right))
                .as("no key is the beginning of another")
                .isLessThan(Math.min(left.length, right.length));
          }
        }
        KeyDecoder decoder = new KeyDecoder(encode(a, put, descending)).column(descending);
        assertThat(order.compare(get.apply(decoder), a)).isZero();
        assertThat(decoder.hasNext()).isFalse();
      }
    }
  }

  private static <T> byte[] encode(T value, BiConsumer<KeyEncoder, T> put, boolean descending) {
    KeyEncoder encoder = new KeyEncoder().column(descending, false);
    put.accept(encoder, value);
    return encoder.toBytes();
  }

  @Test
  void integersOrderAsNumbers() {
    List<Long> longs = new ArrayList<>(List.of(0L, 1L, -1L, Long.MIN_VALUE, Long.MAX_VALUE));
    random.longs(30).forEach(longs::add);
    ordersAs(Long::compare, longs, KeyEncoder::putLong, KeyDecoder::getLong);
    ordersAs(
        Integer::compare,
        longs.stream().map(Long::intValue).toList(),
        KeyEncoder::putInt,
        KeyDecoder::getInt);
    ordersAs(
        Short::compare,
        longs.stream().map(Long::shortValue).toList(),
        KeyEncoder::putShort,
        KeyDecoder::getShort);
    ordersAs(
        Boolean::compare, List.of(true, false), KeyEncoder::putBoolean, KeyDecoder::getBoolean);
  }

  @Test
  void floatsOrderAsInPostgresWithNaNLastAndOneZero() {
    List<Double> doubles =
        new ArrayList<>(
            List.of(
                0.0,
                1.0,
                -1.0,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Double.MIN_VALUE,
                -Double.MIN_VALUE,
                Double.MAX_VALUE));
    random.doubles(20, -1e10, 1e10).forEach(doubles::add);
    ordersAs(Double::compare, doubles, KeyEncoder::putDouble, KeyDecoder::getDouble);
    ordersAs(
        (a, b) -> Float.compare(a + 0f, b + 0f),
        doubles.stream().map(Double::floatValue).toList(),
        KeyEncoder::putFloat,
        KeyDecoder::getFloat);
    assertThat(new KeyEncoder().putDouble(-0.0).toBytes())
        .isEqualTo(new KeyEncoder().putDouble(0.0).toBytes());
    assertThat(new KeyEncoder().putFloat(-0f).toBytes())
        .isEqualTo(new KeyEncoder().putFloat(0f).toBytes());
  }

  @Test
  void textOrdersByItsBytes() {
    List<String> texts =
        new ArrayList<>(List.of("", "a", "aa", "b", "a\0", "a\0b", "\0", "\0\0", "é", "漢", "😀"));
    ordersAs(
        (a, b) ->
            Arrays.compareUnsigned(
                a.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                b.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        texts,
        KeyEncoder::putText,
        KeyDecoder::getText);
    List<byte[]> bytes = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      byte[] value = new byte[random.nextInt(5)];
      for (int j = 0; j < value.length; j++) {
        value[j] = (byte) (random.nextInt(3) - 1);
      }
      bytes.add(value);
    }
    ordersAs(Arrays::compareUnsigned, bytes, KeyEncoder::putBytes, KeyDecoder::getBytes);
  }

  @Test
  void decimalsOrderAsNumbersWhateverTheirScale() {
    List<BigDecimal> decimals = new ArrayList<>();
    for (String text :
        List.of(
            "0",
            "0.00",
            "1",
            "1.0",
            "10",
            "100",
            "0.1",
            "0.01",
            "0.001",
            "-1",
            "-0.1",
            "99",
            "99.9",
            "100.1",
            "-99.9",
            "-100",
            "1e50",
            "-1e50",
            "1e-50",
            "12345678901234567890.5")) {
      decimals.add(new BigDecimal(text));
    }
    for (int i = 0; i < 40; i++) {
      decimals.add(BigDecimal.valueOf(random.nextInt(-5000, 5000), random.nextInt(-3, 6)));
    }
    ordersAs(BigDecimal::compareTo, decimals, KeyEncoder::putDecimal, KeyDecoder::getDecimal);
    List<byte[]> classes =
        List.of(
            new KeyEncoder().putDecimalInfinity(true).toBytes(),
            new KeyEncoder().putDecimal(new BigDecimal("-1e1000")).toBytes(),
            new KeyEncoder().putDecimal(BigDecimal.ZERO).toBytes(),
            new KeyEncoder().putDecimal(new BigDecimal("1e1000")).toBytes(),
            new KeyEncoder().putDecimalInfinity(false).toBytes(),
            new KeyEncoder().putDecimalNaN().toBytes());
    assertThat(classes).isSortedAccordingTo(Arrays::compareUnsigned);
  }

  @Test
  void uuidsOrderByTheirBytes() {
    List<UUID> uuids = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      uuids.add(new UUID(random.nextLong(), random.nextLong()));
    }
    ordersAs(Comparator.comparing(UUID::toString), uuids, KeyEncoder::putUuid, KeyDecoder::getUuid);
  }

  @Test
  void nullComesWhereItIsToldWhateverTheDirection() {
    for (boolean descending : new boolean[] {false, true}) {
      byte[] value = new KeyEncoder().column(descending, false).putInt(5).toBytes();
      byte[] first = new KeyEncoder().column(descending, true).putNull().toBytes();
      byte[] last = new KeyEncoder().column(descending, false).putNull().toBytes();
      assertThat(Arrays.compareUnsigned(first, value)).isNegative();
      assertThat(Arrays.compareUnsigned(last, value)).isPositive();
      assertThat(new KeyDecoder(first).column(descending).skipNull()).isTrue();
      assertThat(new KeyDecoder(value).column(descending).skipNull()).isFalse();
    }
  }

  @Test
  void columnsOrderOneAfterAnother() {
    KeyEncoder encoder = new KeyEncoder();
    byte[] a = encoder.putText("a").column(true, true).putInt(2).toBytes();
    byte[] b = encoder.reset().putText("a").column(true, true).putInt(1).toBytes();
    byte[] c = encoder.reset().putText("ab").column(true, true).putInt(9).toBytes();
    assertThat(List.of(a, b, c)).isSortedAccordingTo(Arrays::compareUnsigned);
  }
}
