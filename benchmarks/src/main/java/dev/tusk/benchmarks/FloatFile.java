package dev.tusk.benchmarks;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import dev.tusk.vector.VectorSource;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** An {@code .fbin} file: int32 n, int32 d, then n × d float32. */
record FloatFile(MemorySegment file, int count, int dimension) {

  static FloatFile open(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path)) {
      MemorySegment file =
          channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.global());
      return new FloatFile(file, file.get(JAVA_INT_UNALIGNED, 0), file.get(JAVA_INT_UNALIGNED, 4));
    }
  }

  float[] row(int i) {
    float[] row = new float[dimension];
    MemorySegment.copy(file, JAVA_FLOAT_UNALIGNED, 8 + 4L * dimension * i, row, 0, dimension);
    return row;
  }

  /** The first rows in memory, aligned as a vector column is. */
  VectorSource source(int rows) {
    long stride = (4L * dimension + 63) & -64;
    MemorySegment memory = Arena.global().allocate(stride * rows, 64);
    for (int i = 0; i < rows; i++) {
      MemorySegment.copy(file, 8 + 4L * dimension * i, memory, stride * i, 4L * dimension);
    }
    return new Column(memory, dimension, stride);
  }

  private record Column(MemorySegment memory, int dimension, long stride)
      implements VectorSource.Mapped {
    @Override
    public long offset(int slot) {
      return stride * slot;
    }
  }
}
