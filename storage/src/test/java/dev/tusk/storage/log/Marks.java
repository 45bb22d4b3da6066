package dev.tusk.storage.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** The mark of a log that nobody has open. */
public final class Marks {
  private Marks() {}

  /** Says that the log was durable up to a position, as if what follows had not been confirmed. */
  public static void set(Path logDirectory, long position) throws IOException {
    ByteBuffer word = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
    word.putLong(DurableMark.encode(position));
    Files.write(logDirectory.resolve(DurableMark.NAME), word.array());
  }
}
