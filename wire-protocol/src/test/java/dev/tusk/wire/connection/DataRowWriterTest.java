package dev.tusk.wire.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.wire.message.DataRow;
import dev.tusk.wire.message.WireWriter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DataRowWriterTest {
  private final Output output = new Output(new EmbeddedChannel());
  private final DataRowWriter rows = new DataRowWriter(output);

  @Test
  void rowsWrittenInPlaceAreTheSameAsPlainMessages() {
    Random random = new Random(11);
    WireWriter plain = new WireWriter();
    for (int row = 0; row < 200; row++) {
      List<byte[]> values = new ArrayList<>();
      int columns = random.nextInt(8);
      rows.startRow(columns);
      for (int column = 0; column < columns; column++) {
        byte[] value = new byte[random.nextInt(40)];
        Arrays.fill(value, (byte) ('a' + column));
        values.add(write(value, random.nextInt(4)));
      }
      rows.endRow();
      plain.write(new DataRow(values));
    }
    assertThat(Arrays.copyOf(output.writer().array(), output.writer().position()))
        .isEqualTo(Arrays.copyOf(plain.array(), plain.position()));
  }

  private byte[] write(byte[] value, int way) {
    switch (way) {
      case 0 -> rows.writeNull();
      case 1 -> rows.writeValue(value);
      case 2 -> rows.writeText(new String(value, StandardCharsets.UTF_8));
      default -> {
        WireWriter out = rows.startValue();
        byte[] array = out.reserve(value.length);
        System.arraycopy(value, 0, array, out.position(), value.length);
        out.advance(value.length);
        rows.endValue();
      }
    }
    return way == 0 ? null : value;
  }

  @Test
  void aRowThatIsTakenBackLeavesNothing() {
    rows.startRow(2);
    rows.writeText("half");
    output.writer().abandonMessage();
    assertThat(output.writer().position()).isZero();
  }
}
