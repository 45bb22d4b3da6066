package dev.tusk.executor.largeobject;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.AclItem;
import dev.tusk.storage.Snapshot;
import dev.tusk.storage.StorageEngine;
import dev.tusk.storage.Transaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Large objects as one session uses them: by number, and by descriptors, which are good for the
 * rest of the transaction. As in PostgreSQL 15 a transaction that is read-only may change them. A
 * descriptor for reading alone sees the object as it was when it was opened; one for writing sees
 * what is there.
 */
public final class LargeObjects {
  /** Flag of lo_open: to be written, and read. */
  public static final int WRITE = 0x20000;

  /** Flag of lo_open: to be read. */
  public static final int READ = 0x40000;

  /** PostgreSQL's MAX_LARGE_OBJECT_SIZE. */
  private static final long MOST_BYTES = (long) Integer.MAX_VALUE * LargeObjectStore.PAGE_BYTES;

  /** What is asked of the session. */
  public interface Host {
    Transaction transaction();

    long newOid();

    /** Called when the transaction ends, or is undone to before this moment. */
    void atEnd(Runnable action);

    /** To whom a new object belongs. */
    long user();

    /** Whether the current user has a privilege on an object. */
    boolean may(LargeObjectRights rights, long privilege);

    /** Whether the current user may do what an object's owner may. */
    boolean owns(LargeObjectRights rights);

    /** An object has gone: so does what was said of it. */
    void removed(long object);
  }

  private final Host host;
  private final LargeObjectStore store;
  private final List<@Nullable Descriptor> descriptors = new ArrayList<>();

  /** An object that is open. */
  private static final class Descriptor {
    final long object;
    final boolean writes;
    final @Nullable Snapshot snapshot;
    long position;

    Descriptor(long object, boolean writes, @Nullable Snapshot snapshot) {
      this.object = object;
      this.writes = writes;
      this.snapshot = snapshot;
    }
  }

  public LargeObjects(Host host, long database) {
    this.host = host;
    this.store = new LargeObjectStore(database);
  }

  /** Makes what an engine needs for them. */
  public static void prepare(StorageEngine storage) {
    LargeObjectStore.prepare(storage);
  }

  private Snapshot now() {
    return host.transaction().newStatementSnapshot();
  }

  /**
   * Whose an object is.
   *
   * @throws SqlException 42704 when there is none
   */
  public LargeObjectRights rights(long object) {
    LargeObjectRights rights;
    try (Snapshot snapshot = now()) {
      rights = store.rights(snapshot, object);
    }
    if (rights == null) {
      throw SqlException.of(
          SqlState.UNDEFINED_OBJECT, "large object " + object + " does not exist");
    }
    return rights;
  }

  /** Changes whose an object is, which is for who has asked whether he may. */
  public void setRights(long object, LargeObjectRights rights) {
    store.setRights(host.transaction(), object, rights);
  }

  /** Refuses with 42501 who may not do what the owner may. */
  public void requireOwner(long object) {
    if (!host.owns(rights(object))) {
      throw SqlException.of(
          SqlState.INSUFFICIENT_PRIVILEGE, "must be owner of large object " + object);
    }
  }

  /** Refuses an object that is not there, and with 42501 who may not read or write it. */
  private void require(long object, boolean writes) {
    LargeObjectRights rights = rights(object);
    if (!host.may(rights, AclItem.SELECT) || writes && !host.may(rights, AclItem.UPDATE)) {
      throw SqlException.of(
          SqlState.INSUFFICIENT_PRIVILEGE, "permission denied for large object " + object);
    }
  }

  /**
   * Makes an object.
   *
   * @param object its number; 0 for one that is free
   */
  public long create(long object) {
    long number = object != 0 ? object : host.newOid();
    store.create(host.transaction(), number, new LargeObjectRights(host.user(), null));
    return number;
  }

  public void unlink(long object) {
    requireOwner(object);
    drop(object);
  }

  /** Removes an object of whoever it is. */
  public void drop(long object) {
    for (int fd = 0; fd < descriptors.size(); fd++) {
      Descriptor open = descriptors.get(fd);
      if (open != null && open.object == object) {
        close(fd);
      }
    }
    store.remove(host.transaction(), object);
    host.removed(object);
  }

  /** Removes all objects of a database that is dropped. */
  public void dropDatabase(long database) {
    new LargeObjectStore(database).removeAll(host.transaction());
  }

  /** Opens an object; its descriptor. */
  public int open(long object, int flags) {
    boolean writes = (flags & WRITE) != 0;
    if (!writes && (flags & READ) == 0) {
      throw SqlException.of(
          SqlState.INVALID_PARAMETER_VALUE, "invalid flags for opening a large object: " + flags);
    }
    require(object, writes);
    Descriptor descriptor = new Descriptor(object, writes, writes ? null : now());
    int fd = descriptors.indexOf(null);
    if (fd < 0) {
      fd = descriptors.size();
      descriptors.add(descriptor);
    } else {
      descriptors.set(fd, descriptor);
    }
    host.atEnd(() -> forget(descriptor));
    return fd;
  }

  private void forget(Descriptor descriptor) {
    int fd = descriptors.indexOf(descriptor);
    if (fd >= 0) {
      descriptors.set(fd, null);
    }
  }

  private Descriptor descriptor(int fd) {
    Descriptor descriptor = fd >= 0 && fd < descriptors.size() ? descriptors.get(fd) : null;
    if (descriptor == null) {
      throw SqlException.of(SqlState.UNDEFINED_OBJECT, "invalid large-object descriptor: " + fd);
    }
    return descriptor;
  }

  public void close(int fd) {
    Descriptor descriptor = descriptor(fd);
    if (descriptor.snapshot != null) {
      descriptor.snapshot.close();
    }
    descriptors.set(fd, null);
  }

  /** Reads on from a descriptor's place. */
  public byte[] read(int fd, int length) {
    Descriptor descriptor = descriptor(fd);
    byte[] bytes;
    if (descriptor.snapshot != null) {
      bytes =
          store.read(
              descriptor.snapshot, descriptor.object, descriptor.position, Math.max(0, length));
    } else {
      try (Snapshot snapshot = now()) {
        bytes = store.read(snapshot, descriptor.object, descriptor.position, Math.max(0, length));
      }
    }
    descriptor.position += bytes.length;
    return bytes;
  }

  private Descriptor writable(int fd) {
    Descriptor descriptor = descriptor(fd);
    if (!descriptor.writes) {
      throw SqlException.of(
          SqlState.OBJECT_NOT_IN_PREREQUISITE_STATE,
          "large object descriptor " + fd + " was not opened for writing");
    }
    return descriptor;
  }

  /** Writes at a descriptor's place; how many bytes. */
  public int write(int fd, byte[] bytes) {
    Descriptor descriptor = writable(fd);
    requireLength(descriptor.position + bytes.length, bytes.length);
    store.write(host.transaction(), descriptor.object, descriptor.position, bytes);
    descriptor.position += bytes.length;
    return bytes.length;
  }

  private static void requireLength(long end, int requested) {
    if (end < 0 || end > MOST_BYTES) {
      throw SqlException.of(
          SqlState.INVALID_PARAMETER_VALUE,
          "invalid large object write request size: " + requested);
    }
  }

  /**
   * Moves a descriptor; its new place.
   *
   * @param whence 0 from the start, 1 from its place, 2 from the end
   */
  public long seek(int fd, long offset, int whence) {
    Descriptor descriptor = descriptor(fd);
    long place =
        switch (whence) {
          case 0 -> offset;
          case 1 -> descriptor.position + offset;
          case 2 -> size(descriptor) + offset;
          default ->
              throw SqlException.of(
                  SqlState.INVALID_PARAMETER_VALUE, "invalid whence setting: " + whence);
        };
    if (place < 0 || place > MOST_BYTES) {
      throw SqlException.of(
          SqlState.INVALID_PARAMETER_VALUE, "invalid large object seek target: " + place);
    }
    descriptor.position = place;
    return place;
  }

  private long size(Descriptor descriptor) {
    if (descriptor.snapshot != null) {
      return store.size(descriptor.snapshot, descriptor.object);
    }
    try (Snapshot snapshot = now()) {
      return store.size(snapshot, descriptor.object);
    }
  }

  public long tell(int fd) {
    return descriptor(fd).position;
  }

  /** A place as a number of 32 bits, where the function gives no more. */
  public static int narrow(String function, long place, int fd) {
    if (place > Integer.MAX_VALUE) {
      throw SqlException.of(
          SqlState.NUMERIC_VALUE_OUT_OF_RANGE,
          function + " result out of range for large-object descriptor " + fd);
    }
    return (int) place;
  }

  public void truncate(int fd, long length) {
    Descriptor descriptor = writable(fd);
    if (length < 0 || length > MOST_BYTES) {
      throw SqlException.of(
          SqlState.INVALID_PARAMETER_VALUE, "invalid large object truncation target: " + length);
    }
    store.truncate(host.transaction(), descriptor.object, length);
  }

  // By number.

  /** A part of an object, or to its end where {@code length} is negative. */
  public byte[] get(long object, long offset, int length) {
    require(object, false);
    try (Snapshot snapshot = now()) {
      long rest = Math.max(0, store.size(snapshot, object) - offset);
      long wanted = length < 0 ? rest : Math.min(rest, length);
      if (offset < 0) {
        throw SqlException.of(
            SqlState.INVALID_PARAMETER_VALUE, "invalid large object seek target: " + offset);
      }
      if (wanted > Integer.MAX_VALUE - 64) {
        throw SqlException.of(
            SqlState.PROGRAM_LIMIT_EXCEEDED, "large object read request is too large");
      }
      return store.read(snapshot, object, offset, (int) wanted);
    }
  }

  public void put(long object, long offset, byte[] bytes) {
    require(object, true);
    if (offset < 0) {
      throw SqlException.of(
          SqlState.INVALID_PARAMETER_VALUE, "invalid large object seek target: " + offset);
    }
    requireLength(offset + bytes.length, bytes.length);
    store.write(host.transaction(), object, offset, bytes);
  }

  /** Makes an object of these bytes. */
  public long fromBytes(long object, byte[] bytes) {
    long number = create(object);
    store.write(host.transaction(), number, 0, bytes);
    return number;
  }

  /** Makes an object of a file of the server's. */
  public long importFile(String path, long object) {
    try {
      return fromBytes(object, Files.readAllBytes(Path.of(path)));
    } catch (IOException e) {
      throw fileError("open", path, e);
    }
  }

  /** Writes an object to a file of the server's. */
  public void exportFile(long object, String path) {
    byte[] bytes = get(object, 0, -1);
    try {
      Files.write(Path.of(path), bytes);
    } catch (IOException e) {
      throw fileError("create", path, e);
    }
  }

  private static SqlException fileError(String what, String path, IOException e) {
    boolean missing = e instanceof NoSuchFileException;
    return SqlException.of(
        missing ? SqlState.UNDEFINED_FILE : SqlState.IO_ERROR,
        "could not "
            + what
            + " server file \""
            + path
            + "\": "
            + (missing ? "No such file or directory" : e.getMessage()));
  }

  // For the catalog.

  /** Takes an object. */
  public interface ObjectConsumer {
    void accept(long object, LargeObjectRights rights);
  }

  /** All objects. */
  public void forEachObject(ObjectConsumer consumer) {
    try (Snapshot snapshot = now()) {
      store.forEachObject(snapshot, (_, object, rights) -> consumer.accept(object, rights));
    }
  }

  /** Takes an object of some database. */
  public interface AnywhereConsumer {
    void accept(long database, long object, LargeObjectRights rights);
  }

  /** All objects of all databases. */
  public void forEachObjectAnywhere(AnywhereConsumer consumer) {
    try (Snapshot snapshot = now()) {
      LargeObjectStore.forEachObjectAnywhere(snapshot, consumer::accept);
    }
  }

  /** Takes a page of an object. */
  public interface PageConsumer {
    void accept(long object, int page, byte[] bytes);
  }

  /** All pages. */
  public void forEachPage(PageConsumer consumer) {
    try (Snapshot snapshot = now()) {
      store.forEachPage(
          snapshot, (object, page, bytes) -> consumer.accept(object, (int) page, bytes));
    }
  }
}
