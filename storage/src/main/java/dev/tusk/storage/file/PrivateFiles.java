package dev.tusk.storage.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Files and directories that only their owner can read, as PostgreSQL has them: 0600 and 0700 where
 * the file system has permissions.
 */
public final class PrivateFiles {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> DIRECTORY =
      PosixFilePermissions.fromString("rwx------");

  /** What a data directory may be: its owner's alone, or readable by the owner's group. */
  private static final Set<PosixFilePermission> AT_MOST =
      PosixFilePermissions.fromString("rwxr-x---");

  private PrivateFiles() {}

  /** Opens a file; when that makes it, it is the owner's alone. */
  public static FileChannel open(Path path, Set<? extends OpenOption> options) throws IOException {
    return POSIX
        ? FileChannel.open(path, options, PosixFilePermissions.asFileAttribute(FILE))
        : FileChannel.open(path, options);
  }

  /** Makes a directory, and its parents, that are missing. */
  public static void createDirectories(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      FileAttribute<?>[] attributes =
          POSIX
              ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(DIRECTORY)}
              : new FileAttribute<?>[0];
      Files.createDirectories(path, attributes);
    }
  }

  /** Whether a directory can be read by more than its group, or written by others. */
  public static boolean isOpenToOthers(Path directory) throws IOException {
    return POSIX && !AT_MOST.containsAll(Files.getPosixFilePermissions(directory));
  }

  /** Takes from all but the owner what they may do with a file or directory. */
  public static void makePrivate(Path path) throws IOException {
    if (!POSIX) {
      return;
    }
    Set<PosixFilePermission> allowed = Files.isDirectory(path) ? DIRECTORY : FILE;
    Set<PosixFilePermission> now = Files.getPosixFilePermissions(path);
    if (!allowed.containsAll(now)) {
      Set<PosixFilePermission> kept = EnumSet.copyOf(now);
      kept.retainAll(allowed);
      Files.setPosixFilePermissions(path, kept);
    }
  }
}
