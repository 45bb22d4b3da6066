package dev.tusk.storage.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.storage.file.FileOpener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderedTreeTest {
  @TempDir Path directory;

  private final TreeSet<byte[]> model = new TreeSet<>(Arrays::compareUnsigned);

  private OrderedTree tree() throws IOException {
    CheckpointVolume volume =
        new CheckpointVolume(directory.resolve("rows.db"), FileOpener.PLAIN, false);
    return OrderedTree.create(new RecordStore(volume, new byte[16]));
  }

  @Test
  void aTreeIsASortedSetWhateverIsDoneToIt() throws IOException {
    OrderedTree tree = tree();
    Random random = new Random(5);
    for (int phase = 0; phase < 6; phase++) {
      boolean growing = phase % 2 == 0;
      for (int i = 0; i < 6000; i++) {
        byte[] key = key(random);
        if (random.nextInt(10) < (growing ? 8 : 1)) {
          assertThat(tree.insert(key)).isEqualTo(model.add(key));
        } else {
          byte[] near = random.nextInt(10) == 0 || model.isEmpty() ? key : model.ceiling(key);
          if (near == null) {
            near = model.last();
          }
          assertThat(tree.remove(near)).isEqualTo(model.remove(near));
        }
        if (i % 500 == 0) {
          compare(tree, random);
        }
      }
      compare(tree, random);
      assertThat(tree.size()).isEqualTo(model.size());
    }
  }

  @Test
  void ascendingKeysFillTheirNodesAndLeaveNothingBehindWhenRemoved() throws IOException {
    OrderedTree tree = tree();
    for (int i = 0; i < 50_000; i++) {
      tree.insert(number(i));
    }
    for (int i = 0; i < 49_990; i++) {
      assertThat(tree.remove(number(i))).isTrue();
    }
    OrderedTree.Cursor cursor = tree.cursor(null, null, false);
    for (int i = 49_990; i < 50_000; i++) {
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.key()).isEqualTo(number(i));
    }
    assertThat(cursor.next()).isFalse();
    tree.drop();
  }

  private static byte[] number(int i) {
    return new byte[] {(byte) (i >>> 24), (byte) (i >>> 16), (byte) (i >>> 8), (byte) i, 0, 0, 0};
  }

  private static byte[] key(Random random) {
    int length = random.nextInt(200) == 0 ? random.nextInt(8000) : random.nextInt(1, 12);
    byte[] key = new byte[length];
    random.nextBytes(key);
    for (int i = 0; i < Math.min(2, length); i++) {
      key[i] = (byte) (key[i] & 3);
    }
    return key;
  }

  private void compare(OrderedTree tree, Random random) {
    byte[] a = random.nextInt(4) == 0 ? null : key(random);
    byte[] b = random.nextInt(4) == 0 ? null : key(random);
    if (a != null && b != null && Arrays.compareUnsigned(a, b) > 0) {
      byte[] swap = a;
      a = b;
      b = swap;
    }
    NavigableSet<byte[]> part = model;
    if (a != null) {
      part = part.tailSet(a, true);
    }
    if (b != null) {
      part = part.headSet(b, false);
    }
    assertThat(list(tree.cursor(a, b, false))).isEqualTo(hex(part));
    assertThat(list(tree.cursor(a, b, true))).isEqualTo(hex(part.descendingSet()));
  }

  private static List<String> list(OrderedTree.Cursor cursor) {
    List<String> keys = new ArrayList<>();
    while (cursor.next()) {
      keys.add(Arrays.toString(cursor.key()));
    }
    return keys;
  }

  private static List<String> hex(NavigableSet<byte[]> keys) {
    return keys.stream().map(Arrays::toString).toList();
  }
}
