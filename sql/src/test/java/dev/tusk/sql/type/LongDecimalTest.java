package dev.tusk.sql.type;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
