package dev.tusk.wire.connection;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server over the fake backend, and clients to it, for one test. */
abstract class ServerTest {
  final FakeBackend backend = new FakeBackend();
  private final List<WireClient> clients = new ArrayList<>();
  WireServer server;

  @BeforeEach
  void start() throws IOException {
    server = WireServer.start("127.0.0.1", 0, backend, options());
  }

  WireOptions options() {
    return WireOptions.defaults().withEventLoops(2).withShutdownWait(Duration.ofSeconds(3));
  }

  @AfterEach
  void stop() throws IOException {
    for (WireClient client : clients) {
      client.close();
    }
    server.close();
  }

  /** A client with a session. */
  WireClient open() throws IOException {
    WireClient client = WireClient.open(server.address());
    clients.add(client);
    return client;
  }

  /** A client that has sent nothing. */
  WireClient connect() throws IOException {
    WireClient client = new WireClient(server.address());
    clients.add(client);
    return client;
  }

  static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("nothing happened in 10 seconds");
      }
      Thread.sleep(2);
    }
  }
}
