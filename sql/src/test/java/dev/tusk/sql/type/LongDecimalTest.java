package dev.tusk.sql.type;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tusk.sql.error.SqlException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Long numbers kept as digits, beside the same as BigDecimal. */
class LongDecimalTest {
  private static final int ROUNDS = 200;

  private final Random random = new Random(11);

  private String digits(int count) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < count; i++) {
      all.append((char) ('0' + random.nextInt(10)));
    }
    return all.toString();
  }

  private List<String> numbers() {
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      String whole = "0".repeat(random.nextInt(3) * 4) + digits(random.nextInt(4) * 700);
      String fraction = digits(random.nextInt(3) * 501) + "0".repeat(random.nextInt(3) * 3);
      String sign = List.of("", "-", "+").get(random.nextInt(3));
      String number = sign + whole + (fraction.isEmpty() ? "" : "." + fraction);
      numbers.add(number);
      numbers.add(number + (fraction.isEmpty() ? ".00" : "00"));
    }
    numbers.removeIf(n -> LongDecimal.read(n) == null);
    return numbers;
  }

  @Test
  void printsAndComparesAsTheNumberDoes() {
    List<String> numbers = numbers();
    assertTrue(numbers.size() > ROUNDS / 2);
    LongDecimal before = null;
    BigDecimal beforeExact = null;
    for (String number : numbers) {
      LongDecimal digits = LongDecimal.read(number);
      assertNotNull(digits);
      BigDecimal exact = new BigDecimal(number);
      assertEquals(exact.toPlainString(), digits.toString());
      assertEquals(exact, digits.decimal());
      if (before != null && beforeExact != null) {
        assertEquals(exact.compareTo(beforeExact), digits.compareTo(before));
        assertEquals(beforeExact.compareTo(exact), before.compareTo(digits));
      }
      before = digits;
      beforeExact = exact;
    }
  }

  @Test
  void addsAndSubtractsAsTheNumberDoes() {
    List<String> numbers = numbers();
    numbers.addAll(List.of("0", "1", "-1", "0.00", "9.99", "-0.0000001", "1" + "0".repeat(3000)));
    numbers.add("9".repeat(4000));
    numbers.add("-" + "9".repeat(4000) + ".5");
    NumericTotal total = new NumericTotal();
    BigDecimal exactTotal = BigDecimal.ZERO;
    for (int i = 0; i < numbers.size(); i++) {
      String left = numbers.get(i);
      for (String right : List.of(numbers.get(random.nextInt(numbers.size())), left)) {
        Numeric a = numeric(left);
        Numeric b = numeric(right);
        BigDecimal exact = new BigDecimal(left);
        assertEquals(exact.add(new BigDecimal(right)).toPlainString(), a.add(b).toString());
        BigDecimal difference = exact.subtract(new BigDecimal(right));
        assertEquals(difference.toPlainString(), a.subtract(b).toString());
        assertEquals(Numeric.of(difference), a.subtract(b));
        assertEquals(Numeric.of(difference).hashCode(), a.subtract(b).hashCode());
        assertEquals(exact.compareTo(new BigDecimal(right)), a.compareTo(b));
        assertEquals(difference.signum(), a.subtract(b).signum());
      }
      total.add(numeric(left));
      exactTotal = exactTotal.add(new BigDecimal(left));
    }
    assertEquals(exactTotal.toPlainString(), total.value().toString());
    assertEquals(
        Numeric.quotient(exactTotal, BigDecimal.valueOf(7)).toPlainString(),
        total.average(7).toString());
  }

  @Test
  void aSumTooLargeIsRefused() {
    Numeric most = numeric("9".repeat(Numeric.MAX_INTEGER_DIGITS));
    assertEquals(
        "9".repeat(Numeric.MAX_INTEGER_DIGITS) + ".5", most.add(numeric("0.5")).toString());
    assertThrows(SqlException.class, () -> most.add(Numeric.ONE));
    NumericTotal total = new NumericTotal();
    total.add(most);
    total.add(Numeric.ONE);
    assertThrows(SqlException.class, total::value);
    total.add(numeric("-2"));
    assertEquals("9".repeat(Numeric.MAX_INTEGER_DIGITS - 1) + "8", total.value().toString());
  }

  private static Numeric numeric(String number) {
    LongDecimal digits = LongDecimal.read(number);
    return digits == null ? Numeric.of(new BigDecimal(number)) : Numeric.of(digits);
  }

  @Test
  void theBinaryFormIsThatOfTheNumber() {
    for (String number : numbers()) {
      LongDecimal digits = LongDecimal.read(number);
      assertNotNull(digits);
      ByteWriter kept = new ByteWriter(16);
      ByteWriter computed = new ByteWriter(16);
      Types.NUMERIC.writeBinary(Numeric.of(digits), kept);
      Types.NUMERIC.writeBinary(Numeric.of(new BigDecimal(number)), computed);
      byte[] bytes = kept.toByteArray();
      assertEquals(
          new BigDecimal(number).toPlainString(),
          Types.NUMERIC.readBinary(bytes, 0, bytes.length).toString());
      assertArrayEquals(computed.toByteArray(), bytes);
    }
  }

  @Test
  void whatIsShortOrZeroIsKeptAsANumber() {
    assertNull(LongDecimal.read("123.45"));
    assertNull(LongDecimal.read("0".repeat(2000)));
    assertNull(LongDecimal.read("-" + "0".repeat(2000) + ".000"));
  }
}
