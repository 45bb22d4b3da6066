package dev.tusk.sql.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FloatTextTest {
  @Test
  void everyFloatReadsBackAndIsShort() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      float value = Float.intBitsToFloat(random.nextInt());
      if (!Float.isFinite(value)) {
        continue;
      }
      ByteWriter out = new ByteWriter(32);
      FloatText.write(value, out);
      assertThat(Float.floatToIntBits(Float.parseFloat(out.text())))
          .as(out.text())
          .isEqualTo(Float.floatToIntBits(value));
      assertThat(digits(out.text())).isLessThanOrEqualTo(9);
    }
  }

  @Test
  void everyDoubleReadsBackAndIsShort() {
    Random random = new Random(2);
    for (int i = 0; i < 100_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (!Double.isFinite(value)) {
        continue;
      }
      ByteWriter out = new ByteWriter(32);
      FloatText.write(value, out);
      assertThat(Double.doubleToLongBits(Double.parseDouble(out.text())))
          .as(out.text())
          .isEqualTo(Double.doubleToLongBits(value));
      assertThat(digits(out.text())).isLessThanOrEqualTo(17);
    }
  }

  private static int digits(String text) {
    String mantissa = text.split("[eE]")[0].replace("-", "").replace(".", "");
    return mantissa.replaceAll("^0+", "").replaceAll("0+$", "").length();
  }

  @Test
  void vectorNumbersAreRoundedAsJavaRoundsThem() {
    Random random = new Random(3);
    for (int i = 0; i < 100_000; i++) {
      float value = Float.intBitsToFloat(random.nextInt());
      if (!(Math.abs(value) < 1e38)) {
        continue;
      }
      check(Float.toString(value));
      check(Double.toString(random.nextDouble() * 2 - 1));
      double next = Math.nextUp((double) Math.nextUp(value));
      // The middle of two floats, and what lies next to it.
      double middle = ((double) value + Math.nextUp(value)) / 2;
      check(Double.toString(middle));
      check(Double.toString(Math.nextUp(middle)));
      BigDecimal above = new BigDecimal(middle);
      check(above.add(above.ulp().movePointLeft(1)).toPlainString());
      check(Double.toString(next));
    }
  }

  private static void check(String number) {
    byte[] text = ("[" + number + "]").getBytes(StandardCharsets.US_ASCII);
    float[] vector = VectorParser.parse(text, 0, text.length);
    assertThat(vector).as(number).hasSize(1);
    assertThat(Float.floatToIntBits(vector[0]))
        .as(number)
        .isEqualTo(Float.floatToIntBits(Float.parseFloat(number)));
  }
}
