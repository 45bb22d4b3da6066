package dev.tusk.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * {@code tusk certificate}: a key and a certificate for trying. The JDK's keytool makes them, since
 * the JDK has no interface for it.
 */
final class CertificateCommand {
  private static final String ALIAS = "tusk";
  private static final int DAYS = 365;

  private CertificateCommand() {}

  static void run(TuskCommand.Settings given, PrintStream out) {
    ServerSettings settings = given.resolve();
    TlsSettings tls = settings.tls();
    if (Files.exists(tls.certificate()) || Files.exists(tls.key())) {
      throw new StartupException(
          tls.certificate() + " or " + tls.key() + " is there already; nothing was changed");
    }
    try {
      Files.createDirectories(settings.data(), ownersAlone(settings.data(), "rwx------"));
      make(settings.host(), tls);
    } catch (IOException | GeneralSecurityException e) {
      throw new StartupException("the certificate cannot be made: " + e.getMessage(), e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new StartupException("interrupted");
    }
    out.println("made " + tls.certificate() + " and " + tls.key() + ", good for a year");
    out.println("use them: ./tusk serve --ssl on");
  }

  private static void make(String host, TlsSettings tls)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path store = Files.createTempDirectory("tusk-certificate").resolve("store.p12");
    String password = UUID.randomUUID().toString();
    try {
      keytool(host, store, password);
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        keys.load(in, password.toCharArray());
      }
      write(tls.key(), "PRIVATE KEY", keys.getKey(ALIAS, password.toCharArray()).getEncoded());
      write(tls.certificate(), "CERTIFICATE", keys.getCertificate(ALIAS).getEncoded());
    } finally {
      Files.deleteIfExists(store);
      Files.deleteIfExists(store.getParent());
    }
  }

  private static void keytool(String host, Path store, String password)
      throws IOException, InterruptedException {
    boolean number = host.chars().allMatch(c -> c == '.' || c == ':' || c >= '0' && c <= '9');
    String names = "san=dns:localhost,ip:127.0.0.1,ip:::1";
    boolean known = List.of("localhost", "127.0.0.1", "::1", "0.0.0.0", "::", "*").contains(host);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-sigalg",
                "SHA256withECDSA",
                "-validity",
                String.valueOf(DAYS),
                "-dname",
                "CN=" + (known ? "localhost" : host.replace(",", "\\,")),
                "-ext",
                known ? names : names + "," + (number ? "ip:" : "dns:") + host,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                password)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(said.strip());
    }
  }

  private static void write(Path file, String kind, byte[] content) throws IOException {
    String text =
        "-----BEGIN "
            + kind
            + "-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
            + "\n-----END "
            + kind
            + "-----\n";
    Files.createFile(file, ownersAlone(file, "rw-------"));
    Files.writeString(file, text);
  }

  private static FileAttribute<?>[] ownersAlone(Path path, String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
