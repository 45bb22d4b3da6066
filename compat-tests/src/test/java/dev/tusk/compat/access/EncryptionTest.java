package dev.tusk.compat.access;

import static dev.tusk.compat.access.TestServer.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS: what is spoken, what is refused, and what is bound to it. */
class EncryptionTest {
  private static final byte[] SSL_REQUEST =
      ByteBuffer.allocate(8).putInt(8).putInt(80_877_103).array();

  private static final String NONCE = "fyko+d2lbbFgONRv9qkxdawL";

  @TempDir Path folder;

  private Path data;
  private TestServer server;

  @BeforeEach
  void make() {
    data = folder.resolve("data");
    server = new TestServer(data);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Trusts everybody: what is asked here is how TLS is spoken, not with whom. */
  private static SSLContext trusting() throws Exception {
    X509TrustManager all =
        new X509TrustManager() {
          @Override
          public void checkClientTrusted(X509Certificate[] chain, String type) {}

          @Override
          public void checkServerTrusted(X509Certificate[] chain, String type) {}

          @Override
          public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
          }
        };
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {all}, new SecureRandom());
    return context;
  }

  /** A handshake after SSLRequest, or at once; with one version, and a suite if one is given. */
  private SSLSocket handshake(boolean asks, String version, String suite, String... protocols)
      throws Exception {
    return handshake(begun(asks), version, suite, protocols);
  }

  private Socket begun(boolean asks) throws IOException {
    Socket plain = new Socket("127.0.0.1", server.port());
    plain.setSoTimeout(10_000);
    if (asks) {
      plain.getOutputStream().write(SSL_REQUEST);
      assertThat(plain.getInputStream().read()).isEqualTo('S');
    }
    return plain;
  }

  private SSLSocket handshake(Socket plain, String version, String suite, String... protocols)
      throws Exception {
    SSLSocket socket =
        (SSLSocket)
            trusting().getSocketFactory().createSocket(plain, "localhost", server.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setProtocols(new String[] {version});
    parameters.setApplicationProtocols(protocols);
    if (suite != null) {
      parameters.setCipherSuites(new String[] {suite});
    }
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private void opens(SSLSocket socket) throws IOException {
    try (RawClient client = new RawClient(socket)) {
      client.send(RawClient.startup("user", "postgres", "database", "postgres"));
      client.readUntil('Z');
    }
  }

  @Test
  void whoHasBegunToEncryptIsNotGivenUpForSocketsThatSayNothing() throws Exception {
    server.encrypted("TLSv1.2", "TLSv1.3").limits(3, 0, Duration.ofSeconds(60)).start();
    Socket slow = begun(true);
    List<Socket> silent = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      silent.add(new Socket("127.0.0.1", server.port()));
    }
    opens(handshake(slow, "TLSv1.3", null));
    for (Socket socket : silent) {
      socket.close();
    }
  }

  @Test
  void bothVersionsAreSpokenOrOneAlone() throws Exception {
    server.encrypted("TLSv1.2", "TLSv1.3").start();
    opens(handshake(true, "TLSv1.2", null));
    opens(handshake(true, "TLSv1.3", null));
    server.close();
    server.encrypted("TLSv1.3", "TLSv1.3").start();
    opens(handshake(true, "TLSv1.3", null));
    assertThatThrownBy(() -> handshake(true, "TLSv1.2", null)).isInstanceOf(IOException.class);
    server.close();
    server.encrypted("TLSv1.2", "TLSv1.2").start();
    opens(handshake(true, "TLSv1.2", null));
    assertThatThrownBy(() -> handshake(true, "TLSv1.3", null)).isInstanceOf(IOException.class);
  }

  @Test
  void onlyTheCiphersThatAreNamedAreAccepted() throws Exception {
    String one = "TLS_AES_256_GCM_SHA384";
    String other = "TLS_AES_128_GCM_SHA256";
    server.encrypted("TLSv1.2", "TLSv1.3").start();
    opens(handshake(true, "TLSv1.3", other));
    server.close();
    server.encrypted("TLSv1.2", "TLSv1.3", one).start();
    SSLSocket agreed = handshake(true, "TLSv1.3", one);
    assertThat(agreed.getSession().getCipherSuite()).isEqualTo(one);
    opens(agreed);
    assertThatThrownBy(() -> handshake(true, "TLSv1.3", other)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> new TestServer(data).encrypted("TLSv1.2", "TLSv1.3", "TLS_X").start())
        .hasMessageContaining("there is no cipher suite TLS_X");
  }

  @Test
  void whoBeginsWithTlsSaysForWhatProtocol() throws Exception {
    server.encrypted("TLSv1.2", "TLSv1.3").start();
    SSLSocket named = handshake(false, "TLSv1.3", null, "postgresql");
    assertThat(named.getApplicationProtocol()).isEqualTo("postgresql");
    opens(named);
    for (String[] protocols : List.of(new String[0], new String[] {"http/1.1"})) {
      try (RawClient client = new RawClient(handshake(false, "TLSv1.3", null, protocols))) {
        client.send(RawClient.startup("user", "postgres", "database", "postgres"));
        assertThat(client.readToEnd())
            .containsExactly(
                "E FATAL 08P01 received direct SSL connection request without ALPN protocol"
                    + " negotiation extension",
                "closed");
      }
    }
  }

  @Test
  void nothingThatCameBeforeTheHandshakeIsReadAfterIt() throws Exception {
    server.encrypted("TLSv1.2", "TLSv1.3").start();
    byte[] startup = RawClient.startup("user", "postgres", "database", "postgres");
    try (RawClient client = new RawClient(server.port())) {
      client.send(ByteBuffer.allocate(8 + startup.length).put(SSL_REQUEST).put(startup).array());
      client.socket().setSoTimeout(5_000);
      String all =
          new String(client.socket().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(all).doesNotContain("server_version");
    }
    opens(handshake(true, "TLSv1.3", null));
  }

  @Test
  void plaintextIsRefusedWhereARuleSaysSo() throws Exception {
    server
        .rules("hostssl all all all trust", "hostnossl all carl all trust")
        .encrypted("TLSv1.2", "TLSv1.3")
        .start();
    server.connect("postgres", "sslmode", "require").close();
    server.refused("28000", "no pg_hba.conf entry for host", "postgres", "sslmode", "disable");
    // The other way round, where the rule is only for those without.
    server.refused(
        "28000", "role \"carl\" does not exist", "postgres", "user", "carl", "sslmode", "disable");
  }

  @Test
  void aCertificateIsRenewedWithoutARestart() throws Exception {
    server.encrypted("TLSv1.2", "TLSv1.3").start();
    SSLSocket before = handshake(true, "TLSv1.3", null);
    var first = before.getSession().getPeerCertificates()[0];
    try (Connection open = server.connect("postgres", "sslmode", "require")) {
      Files.delete(data.resolve("server.crt"));
      Files.delete(data.resolve("server.key"));
      new TestServer(data).encrypted("TLSv1.2", "TLSv1.3");
      assertThat(handshake(true, "TLSv1.3", null).getSession().getPeerCertificates()[0])
          .as("until the reload")
          .isEqualTo(first);
      assertThat(one(open, "select pg_reload_conf()")).isEqualTo("t");
      SSLSocket after = handshake(true, "TLSv1.3", null);
      assertThat(after.getSession().getPeerCertificates()[0]).isNotEqualTo(first);
      opens(after);
      Files.writeString(data.resolve("server.crt"), "no certificate");
      assertThat(one(open, "select pg_reload_conf()")).isEqualTo("t");
      opens(handshake(true, "TLSv1.3", null));
    }
  }

  /** As far as the server's first message of SCRAM. */
  private RawClient begun(String mechanism, String first) throws Exception {
    RawClient client = new RawClient(handshake(true, "TLSv1.3", null));
    client.send(RawClient.startup("user", "anna", "database", "postgres"));
    assertThat(client.read()).isEqualTo("R 10");
    client.send(RawClient.sasl(mechanism, first));
    return client;
  }

  @Test
  void theExchangeIsBoundToTheCertificate() throws Exception {
    server
        .rules("host all postgres all trust", "host all all all scram-sha-256")
        .encrypted("TLSv1.2", "TLSv1.3")
        .start();
    server.run("create role anna login password 'pencil'");
    server
        .connect("postgres", "user", "anna", "password", "pencil", "channelBinding", "require")
        .close();
    // One who sits between shows another certificate, to which the client binds itself.
    try (RawClient client = begun("SCRAM-SHA-256-PLUS", "p=tls-server-end-point,,n=,r=" + NONCE)) {
      String nonce = client.read().split("r=", 2)[1].split(",", 2)[0];
      byte[] header = "p=tls-server-end-point,,".getBytes(StandardCharsets.UTF_8);
      byte[] wrong = MessageDigest.getInstance("SHA-256").digest(new byte[] {1});
      String binding =
          Base64.getEncoder()
              .encodeToString(
                  ByteBuffer.allocate(header.length + wrong.length).put(header).put(wrong).array());
      client.send(
          RawClient.message(
              'p',
              ("c=" + binding + ",r=" + nonce + ",p=" + Base64.getEncoder().encodeToString(wrong))
                  .getBytes(StandardCharsets.UTF_8)));
      assertThat(client.readToEnd())
          .containsExactly("E FATAL 28000 SCRAM channel binding check failed", "closed");
    }
    // One who sits between has taken the offer of binding out, which the client tells.
    try (RawClient client = begun("SCRAM-SHA-256", "y,,n=,r=" + NONCE)) {
      assertThat(client.read()).startsWith("E FATAL 28000 SCRAM channel binding negotiation error");
    }
  }

  @Test
  void anExchangeCannotBePlayedAgain() throws Exception {
    server
        .rules("host all postgres all trust", "host all all all scram-sha-256")
        .encrypted("TLSv1.2", "TLSv1.3")
        .start();
    server.run("create role anna login password 'pencil'");
    String nonce = null;
    for (int i = 0; i < 2; i++) {
      try (RawClient client = begun("SCRAM-SHA-256", "n,,n=,r=" + NONCE)) {
        String own = client.read().split("r=", 2)[1].split(",", 2)[0];
        assertThat(own).startsWith(NONCE).isNotEqualTo(nonce);
        if (nonce != null) {
          client.send(
              RawClient.message(
                  'p',
                  ("c=biws,r=" + nonce + ",p=" + "A".repeat(43) + "=")
                      .getBytes(StandardCharsets.UTF_8)));
          assertThat(client.read())
              .isEqualTo("E FATAL 08P01 invalid SCRAM response Nonce does not match.");
        }
        nonce = own;
      }
    }
  }
}
