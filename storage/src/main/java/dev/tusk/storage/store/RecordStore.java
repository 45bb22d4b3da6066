package dev.tusk.storage.store;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mapdb.CC;
import org.mapdb.DataInput2;
import org.mapdb.DataOutput2;
import org.mapdb.Serializer;
import org.mapdb.StoreDirect;
import org.mapdb.volume.Volume;
import org.mapdb.volume.VolumeFactory;

/**
 * Byte records under numbers given by the store: all that is used of MapDB. Its allocator and
 * record table do the work; its trees are not used, since they never merge nodes, nor its
 * transactions, since they do not survive crashes.
 *
 * <p>Writers are serialised by the caller; readers may read meanwhile. Record 1 is there from the
 * beginning: the caller's root.
 */
public final class RecordStore implements AutoCloseable {
  public static final long ROOT = 1;

  /** MapDB keeps shorter records in its record table, in a way that loses some of them. */
  private static final int LEAST_BYTES = 6;

  private static final Serializer<byte[]> BYTES = new Bytes();

  private final StoreDirect store;

  /** Opens the store on a volume, creating it with {@code root} as its first record when empty. */
  public RecordStore(CheckpointVolume volume, byte[] root) {
    boolean exists = volume.hasContent();
    store =
        new StoreDirect(
            null,
            new OneVolume(volume, exists),
            false,
            0,
            true,
            CC.STORE_DIRECT_CONC_SHIFT,
            CC.PAGE_SIZE,
            0,
            false,
            false,
            false,
            true,
            false,
            false);
    if (!exists && put(root) != ROOT) {
      throw new IllegalStateException("the first record is not record " + ROOT);
    }
  }

  public long put(byte[] record) {
    assert record.length >= LEAST_BYTES;
    return store.put(record, BYTES);
  }

  /** The record in an array of its own. */
  public byte[] get(long record) {
    byte[] bytes = store.get(record, BYTES);
    if (bytes == null) {
      throw new IllegalStateException("record " + record + " is empty");
    }
    return bytes;
  }

  public void update(long record, byte[] bytes) {
    assert bytes.length >= LEAST_BYTES;
    store.update(record, bytes, BYTES);
  }

  public void delete(long record) {
    store.delete(record, BYTES);
  }

  /** Makes the volume's content one that can be opened: to be called before a checkpoint begins. */
  public void seal() {
    store.commit();
  }

  /** Bytes of the store's file in use. */
  public long sizeBytes() {
    return store.getTotalSize();
  }

  @Override
  public void close() {
    store.close();
  }

  private static final class OneVolume extends VolumeFactory {
    private final Volume volume;
    private final boolean exists;

    OneVolume(Volume volume, boolean exists) {
      this.volume = volume;
      this.exists = exists;
    }

    @Override
    public Volume makeVolume(
        @Nullable String file,
        boolean readOnly,
        long fileLockWait,
        int sliceShift,
        long initialSize,
        boolean fixedSize) {
      return volume;
    }

    @Override
    public boolean exists(@Nullable String file) {
      return exists;
    }

    @Override
    public boolean handlesReadonly() {
      return false;
    }
  }

  private static final class Bytes implements Serializer<byte[]> {
    @Override
    public void serialize(DataOutput2 out, byte[] value) throws IOException {
      out.write(value);
    }

    @Override
    public byte[] deserialize(DataInput2 input, int available) throws IOException {
      byte[] whole = input.internalByteArray();
      if (whole != null && input.getPos() == 0) {
        // The volume and linked records give arrays made for this call.
        return whole.length == available ? whole : Arrays.copyOf(whole, available);
      }
      byte[] copy = new byte[available];
      input.readFully(copy);
      return copy;
    }

    @Override
    public boolean isTrusted() {
      return true;
    }
  }
}
