package dev.tusk.server;

import dev.tusk.wire.authentication.Encryption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether and with what TLS is spoken.
 *
 * @param authorities of clients' certificates; null when none are asked for
 * @param oldest TLSv1.2 or TLSv1.3
 * @param newest the same
 * @param suites that are accepted, by the names of RFCs; none for those of the JDK
 */
public record TlsSettings(
    boolean on,
    Path certificate,
    Path key,
    @Nullable Path authorities,
    String oldest,
    String newest,
    List<String> suites) {

  /** With any version from the oldest on. */
  public TlsSettings(
      boolean on, Path certificate, Path key, @Nullable Path authorities, String oldest) {
    this(on, certificate, key, authorities, oldest, "TLSv1.3", List.of());
  }

  /** No TLS. */
  public static final TlsSettings OFF =
      new TlsSettings(false, Path.of("server.crt"), Path.of("server.key"), null, "TLSv1.2");

  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  /**
   * Reads the files; null when TLS is off.
   *
   * @throws IOException if they cannot be used
   */
  @Nullable Encryption load() throws IOException {
    if (!on) {
      return null;
    }
    for (Path file : new Path[] {certificate, key}) {
      if (!Files.isRegularFile(file)) {
        throw new IOException(
            "ssl is on and there is no file " + file + "; ./tusk certificate makes one for trying");
      }
    }
    if (key.getFileSystem().supportedFileAttributeViews().contains("posix")
        && Files.getPosixFilePermissions(key).stream().anyMatch(OTHERS::contains)) {
      throw new IOException(
          "private key file " + key + " has group or world access; make it 0600 or less");
    }
    return Encryption.of(
        certificate, key, authorities, new Encryption.Choice(oldest, newest, suites));
  }
}
