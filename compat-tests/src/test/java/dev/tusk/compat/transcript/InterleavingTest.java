package dev.tusk.compat.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.compat.RunningServer;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Sessions that stand in each other's way are answered, and wait, as in PostgreSQL. */
class InterleavingTest {
  @TestFactory
  Stream<DynamicTest> sessionsWaitAndGoOnAsInPostgres() throws IOException {
    return Interleaving.names().stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> replay(name)));
  }

  private static void replay(String name) throws IOException {
    String expected = Interleaving.expected(name);
    try (RunningServer server = RunningServer.start()) {
      String actual =
          new Interleaving(server.host(), server.port(), "postgres").run(name, expected);
      assertThat(actual).isEqualTo(expected);
    }
  }
}
