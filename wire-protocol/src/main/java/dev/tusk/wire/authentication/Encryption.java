package dev.tusk.wire.authentication;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The server's certificate and what it accepts, for TLS 1.2 and 1.3. Immutable: when the files
 * change, another one takes its place, and connections that are open keep theirs.
 */
public final class Encryption {
  /** What clients of PostgreSQL 17 and later name when they begin with TLS at once. */
  public static final String PROTOCOL = "postgresql";

  /**
   * What is agreed to.
   *
   * @param oldest TLSv1.2 or TLSv1.3
   * @param newest the same
   * @param suites by the names of RFCs; none for those that the JDK takes for safe
   */
  public record Choice(String oldest, String newest, List<String> suites) {
    private List<String> protocols() {
      return Stream.of("TLSv1.3", "TLSv1.2")
          .filter(v -> v.compareTo(oldest) >= 0 && v.compareTo(newest) <= 0)
          .toList();
    }
  }

  private final SslContext context;
  private final byte[] endPoint;

  private Encryption(SslContext context, byte[] endPoint) {
    this.context = context;
    this.endPoint = endPoint;
  }

  /**
   * Reads the files.
   *
   * @param certificate PEM: the server's certificate and those between it and its authority
   * @param key PEM, PKCS #8, without a password
   * @param authorities PEM: those whose signature makes a client's certificate valid; null when
   *     none are asked for
   * @param choice of versions and ciphers
   * @throws IOException if they cannot be used; says which and why
   */
  public static Encryption of(Path certificate, Path key, @Nullable Path authorities, Choice choice)
      throws IOException {
    X509Certificate own = certificate(certificate);
    try {
      SslContextBuilder builder =
          SslContextBuilder.forServer(certificate.toFile(), key.toFile())
              .sslProvider(SslProvider.JDK)
              .protocols(choice.protocols());
      if (!choice.suites().isEmpty()) {
        builder.ciphers(known(choice.suites()));
      }
      builder.applicationProtocolConfig(
          new ApplicationProtocolConfig(
              ApplicationProtocolConfig.Protocol.ALPN,
              ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
              ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
              PROTOCOL));
      if (authorities != null) {
        builder.trustManager(authorities.toFile()).clientAuth(ClientAuth.OPTIONAL);
      }
      return new Encryption(builder.build(), endPoint(own));
    } catch (GeneralSecurityException | IllegalArgumentException | IOException e) {
      throw new IOException(
          "the certificate "
              + certificate
              + " with the key "
              + key
              + " cannot be used: "
              + reason(e),
          e);
    }
  }

  /** Refuses names that the JDK does not know, which it would pass over. */
  private static List<String> known(List<String> suites) throws GeneralSecurityException {
    List<String> supported =
        List.of(SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites());
    for (String suite : suites) {
      if (!supported.contains(suite)) {
        throw new GeneralSecurityException("there is no cipher suite " + suite);
      }
    }
    return suites;
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure.getCause();
    return String.valueOf((cause == null ? failure : cause).getMessage());
  }

  private static X509Certificate certificate(Path file) throws IOException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
    } catch (GeneralSecurityException e) {
      throw new IOException("there is no certificate in " + file, e);
    }
  }

  /** tls-server-end-point: by the hash of the signature, SHA-256 where that is an old one. */
  private static byte[] endPoint(X509Certificate certificate) throws GeneralSecurityException {
    String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
    int with = algorithm.indexOf("WITH");
    String hash = with < 0 ? "SHA256" : algorithm.substring(0, with);
    String name =
        switch (hash) {
          case "SHA384" -> "SHA-384";
          case "SHA512" -> "SHA-512";
          case "SHA224" -> "SHA-224";
          default -> "SHA-256";
        };
    return MessageDigest.getInstance(name).digest(certificate.getEncoded());
  }

  /** For a new connection. */
  public SslContext context() {
    return context;
  }

  /** What a client that is not deceived computes from the certificate it saw. */
  public byte[] endPoint() {
    return endPoint.clone();
  }
}
