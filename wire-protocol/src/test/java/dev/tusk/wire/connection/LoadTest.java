package dev.tusk.wire.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tusk.wire.message.ErrorFields;
import dev.tusk.wire.message.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Clients that are slow, greedy, many, or gone. */
class LoadTest extends ServerTest {

  @Test
  void aClientThatDoesNotReadPausesItsStatement() throws Exception {
    WireClient client = open();
    client.query("rows 200000 10000").send();
    await(() -> backend.rowsMade.get() > 0);
    long before;
    long after = backend.rowsMade.get();
    do {
      before = after;
      Thread.sleep(200);
      after = backend.rowsMade.get();
    } while (after > before);
    // What the kernel's buffers hold, and a little more: not the 2 GB that are asked for.
    assertThat(after * 10_000).isLessThan(64 << 20);
    client.close();
    await(() -> backend.closed.get() == 1);
  }

  @Test
  void aSlowReaderGetsAllOfALargeResult() throws Exception {
    WireClient client = open();
    client.query("rows 3000 10000").send();
    Thread.sleep(300);
    assertThat(client.readUntil("ReadyForQuery")).hasSize(3003);
  }

  @Test
  void aRowOfManyMegabytesArrives() throws Exception {
    assertThat(open().query("rows 2 20000000").converse().get(1)).hasSize(20_000_008);
  }

  @Test
  void aClientThatPipelinesWithoutReadingIsNotReadAnyMore() throws Exception {
    WireClient client = open();
    String sql = "echo " + "x".repeat(1000);
    client.query(sql);
    for (int i = 0; i < 20_000; i++) {
      client.query(sql);
    }
    Thread sender = Thread.ofPlatform().start(() -> sendQuietly(client));
    Thread.sleep(300);
    for (int i = 0; i <= 20_000; i++) {
      assertThat(client.readUntil("ReadyForQuery")).hasSize(4);
    }
    sender.join();
  }

  private static void sendQuietly(WireClient client) {
    try {
      client.send();
    } catch (IOException gone) {
      throw new java.io.UncheckedIOException(gone);
    }
  }

  @Test
  void slowStatementsDoNotHoldUpShortOnes() throws Exception {
    List<WireClient> slow = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      slow.add(open());
    }
    try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
      for (WireClient client : slow) {
        client.query("sleep 1500").send();
      }
      List<Future<Long>> worst = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        worst.add(clients.submit((Callable<Long>) this::slowestOfManyEchoes));
      }
      for (Future<Long> nanos : worst) {
        assertThat(nanos.get()).isLessThan(1_000_000_000L);
      }
      for (WireClient client : slow) {
        assertThat(client.readUntil("ReadyForQuery")).contains("CommandComplete SLEEP");
      }
    }
  }

  private long slowestOfManyEchoes() throws IOException {
    long worst = 0;
    try (WireClient client = WireClient.open(server.address())) {
      for (int i = 0; i < 300; i++) {
        long start = System.nanoTime();
        client.parse("", "echo a").bind("", "").execute("", 0).sync().converse();
        worst = Math.max(worst, System.nanoTime() - start);
      }
    }
    return worst;
  }

  @Test
  void aClientThatLeavesCancelsItsStatement() throws Exception {
    WireClient client = open();
    client.query("sleep 60000").send();
    Thread.sleep(100);
    client.close();
    await(() -> backend.closed.get() == 1);
    assertThat(backend.cancelled).hasValue(1);
  }

  @Test
  void aClientThatLeavesInACopyEndsIt() throws Exception {
    WireClient client = open();
    client.query("copyin").send();
    client.read();
    client.copyData("1\n").send();
    client.close();
    await(() -> backend.closed.get() == 1);
  }

  @Test
  void moreCopyDataThanMayWaitIsTakenAsItIsRead() throws Exception {
    WireClient client = open();
    client.query("copyin").send();
    client.read();
    String piece = "y".repeat(100_000);
    for (int i = 0; i < 200; i++) {
      client.copyData(piece).send();
    }
    assertThat(client.message('c').converse())
        .containsExactly("CommandComplete COPY 20000000", "ReadyForQuery I");
  }

  @Test
  void anAnnouncementOfTwoGigabytesEndsTheConnection() throws Exception {
    WireClient client = open();
    client.raw(new byte[] {'Q', 0x7f, -1, -1, -1, 's'}).send();
    assertThat(client.readToEnd())
        .containsExactly("ErrorResponse FATAL 08P01 invalid message length", "closed");
  }

  @Test
  void anAnnouncementThatNothingFollowsTakesNoMemory() throws Exception {
    List<WireClient> liars = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      WireClient client = open();
      client.raw(new byte[] {'Q'}).raw(WireClient.int32(900 << 20)).raw(new byte[100]).send();
      liars.add(client);
    }
    // 18 GB announced in a heap that is far smaller.
    assertThat(open().query("echo a").converse()).contains("DataRow a");
    assertThat(liars).hasSize(20);
  }

  @Test
  void aSessionIsTerminatedWithItsReason() throws Exception {
    WireClient idle = open();
    WireClient busy = open();
    WireClient copying = open();
    busy.query("sleep 60000").send();
    copying.query("copyin").send();
    copying.read();
    Thread.sleep(100);
    ErrorFields reason = ErrorFields.of(Severity.FATAL, "57P01", "terminating connection");
    backend.sessions.forEach(session -> session.control.terminate(reason));
    for (WireClient client : List.of(idle, busy, copying)) {
      assertThat(client.readToEnd())
          .containsExactly("ErrorResponse FATAL 57P01 terminating connection", "closed");
    }
    await(() -> backend.closed.get() == 3);
  }

  @Test
  void closingTheServerTellsEverySessionAndLeavesNoThread() throws Exception {
    WireClient idle = open();
    WireClient busy = open();
    busy.query("sleep 60000").send();
    Thread.sleep(100);
    server.close();
    for (WireClient client : List.of(idle, busy)) {
      assertThat(client.readToEnd())
          .containsExactly(
              "ErrorResponse FATAL 57P01 terminating connection due to administrator command",
              "closed");
    }
    assertThat(backend.closed).hasValue(2);
    await(() ->
        Thread.getAllStackTraces().keySet().stream()
            .noneMatch(thread -> thread.getName().startsWith("tusk-")));
  }

  @Test
  void aPortThatIsTakenIsNamed() {
    int port = server.address().getPort();
    assertThatThrownBy(() -> WireServer.start("127.0.0.1", port, backend, options()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot listen on 127.0.0.1:" + port);
  }
}
