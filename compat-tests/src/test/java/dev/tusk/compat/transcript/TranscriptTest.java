package dev.tusk.compat.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.compat.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every psql session is answered as PostgreSQL answered it.
 *
 * <p>Sessions named in {@code PENDING} are replayed too, but may differ; how much is printed.
 */
class TranscriptTest {
  @TestFactory
  Stream<DynamicTest> everySessionReadsAsInPostgres() throws IOException {
    List<String> pending = Files.readAllLines(Transcripts.FOLDER.resolve("PENDING"));
    return Transcripts.subjects().stream()
        .map(subject -> DynamicTest.dynamicTest(subject, () -> replay(subject, pending)));
  }

  private static void replay(String subject, List<String> pending) throws IOException {
    String actual;
    try (RunningServer server = RunningServer.start();
        WireClient client = new WireClient(server.host(), server.port(), "postgres", "postgres")) {
      actual = Transcripts.replay(subject, client);
    }
    if (!pending.contains(subject)) {
      assertThat(actual).isEqualTo(Transcripts.expected(subject));
      return;
    }
    int differences = Transcripts.differences(subject, actual).size();
    int statements = Transcripts.script(subject).items().size();
    Assumptions.abort(differences + " of " + statements + " statements differ");
  }
}
