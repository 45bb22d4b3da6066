package dev.tusk.compat.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that mean no good, before they have a session; a neighbour must not notice. */
class LoginAbuseTest {
  @TempDir Path folder;

  private TestServer server;
  private RawClient neighbour;

  @BeforeEach
  void start() throws IOException {
    server = new TestServer(folder.resolve("data")).limits(10, 0, Duration.ofSeconds(20)).start();
    neighbour = RawClient.session(server.port(), "postgres");
  }

  @AfterEach
  void stop() throws IOException {
    neighbour.close();
    server.close();
  }

  private void neighbourIsWell() throws IOException {
    long start = System.nanoTime();
    neighbour.send(RawClient.query("select 40 + 2"));
    neighbour.readUntil('Z');
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    RawClient.session(server.port(), "postgres").close();
  }

  /** What is answered; the end must come, and no session. */
  private String answered(byte[] bytes) throws IOException {
    try (RawClient client = new RawClient(server.port())) {
      client.send(bytes);
      client.socket().setSoTimeout(3_000);
      return new String(client.socket().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (SocketTimeoutException waits) {
      return "waits";
    } catch (SocketException reset) {
      return "";
    }
  }

  private static byte[] packet(int length, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + body.length).putInt(length).putInt(196_608).put(body).array();
  }

  @Test
  void malformedStartsEndTheConnection() throws Exception {
    for (byte[] start :
        List.of(
            packet(18, "user\0a\0bc\0\0"),
            packet(1 << 30, "user\0postgres\0\0"),
            packet(-1, "user\0postgres\0\0"),
            packet(0, ""),
            packet(3, ""),
            packet(17, "user\0ab\0c"),
            packet(9_000 + 8, "user\0" + "u".repeat(8_990) + "\0\0\0\0\0"),
            packet(200_008, "user\0" + "u".repeat(199_993) + "\0\0"))) {
      assertThat(answered(start))
          .doesNotContain("server_version")
          .doesNotContain("\tat ")
          .doesNotContain("Exception")
          .isNotEqualTo("waits");
      neighbourIsWell();
    }
  }

  @Test
  void manySilentSocketsHoldUpNobody() throws Exception {
    List<RawClient> silent = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      RawClient client = new RawClient(server.port());
      client.send(new byte[i % 5]);
      silent.add(client);
      if (i % 50 == 0) {
        neighbourIsWell();
      }
    }
    for (RawClient client : silent) {
      client.close();
    }
  }

  @Test
  void clientsThatVanishLeaveNothing() throws Exception {
    for (int i = 0; i < 60; i++) {
      RawClient client = new RawClient(server.port());
      client.send(RawClient.startup("user", "postgres", "database", "postgres"));
      if (i % 2 == 0) {
        client.send(RawClient.query("select pg_sleep(60)"));
      }
      if (i % 3 == 0) {
        client.socket().setSoLinger(true, 0);
      }
      client.close();
    }
    long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    List<RawClient> all = new ArrayList<>();
    while (all.size() < 9) {
      try {
        all.add(RawClient.session(server.port(), "postgres"));
      } catch (IOException full) {
        assertThat(System.nanoTime()).as(full.getMessage()).isLessThan(deadline);
        Thread.sleep(50);
      }
    }
    for (RawClient client : all) {
      client.close();
    }
    neighbourIsWell();
  }

  @Test
  void bytesWithoutSenseEndInAnErrorOrTheEnd() throws Exception {
    Random random = new Random(9);
    byte[] good = RawClient.startup("user", "postgres", "database", "postgres");
    for (int i = 0; i < 150; i++) {
      byte[] bytes = good.clone();
      for (int change = random.nextInt(1, 6); change > 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try (RawClient client = new RawClient(server.port())) {
        client.send(bytes);
        client.socket().shutdownOutput();
        assertThat(
                new String(client.socket().getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            .doesNotContain("\tat ")
            .doesNotContain("java.");
      } catch (SocketException reset) {
        assertThat(reset).isNotNull();
      }
      if (i % 25 == 0) {
        neighbourIsWell();
      }
    }
  }
}
