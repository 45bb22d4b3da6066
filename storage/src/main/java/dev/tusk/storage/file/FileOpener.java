package dev.tusk.storage.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * Opens the files that are written by calls (log, journal), so that a test can make writes fail.
 */
@FunctionalInterface
public interface FileOpener {
  FileOpener PLAIN =
      path ->
          PrivateFiles.open(
              path,
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));

  /** Opens for reading and writing, creating the file when missing. */
  FileChannel open(Path path) throws IOException;
}
