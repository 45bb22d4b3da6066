package dev.tusk.storage.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.storage.file.FileOpener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedoLogTest {
  private static final long SEGMENT_BYTES = 4096;

  @TempDir Path directory;

  private RedoLog open(LogPosition from, List<String> records) throws IOException {
    boolean made = Files.exists(directory.resolve(DurableMark.NAME));
    RedoLog log =
        new RedoLog(
            directory,
            SEGMENT_BYTES,
            FileOpener.PLAIN,
            e -> {
              throw new AssertionError(e);
            });
    log.replay(
        from,
        made ? LogTrust.WHOLE : LogTrust.NEW,
        record ->
            records.add(
                record.type()
                    + "/"
                    + record.xid()
                    + "/"
                    + record.csn()
                    + "/"
                    + record.body().length));
    return log;
  }

  @Test
  void recordsComeBackInOrderAcrossSegments() throws Exception {
    List<String> expected = new ArrayList<>();
    try (RedoLog log = open(LogPosition.START, new ArrayList<>())) {
      LogTicket last = null;
      for (int i = 0; i < 100; i++) {
        last = log.append((byte) 1, i, i + 1, new byte[i * 10]);
        expected.add("1/" + i + "/" + (i + 1) + "/" + i * 10);
      }
      log.await(last);
    }
    List<String> found = new ArrayList<>();
    try (RedoLog log = open(LogPosition.START, found)) {
      assertThat(found).isEqualTo(expected);
      log.await(log.append((byte) 2, 7, 8, new byte[1]));
    }
    found.clear();
    open(LogPosition.START, found).close();
    assertThat(found).hasSize(101).endsWith("2/7/8/1");
  }

  @Test
  void aRecordLargerThanASegmentGetsALargerOne() throws Exception {
    try (RedoLog log = open(LogPosition.START, new ArrayList<>())) {
      log.append((byte) 1, 1, 1, new byte[10]);
      log.append((byte) 1, 1, 2, new byte[3_000_000]);
      log.await(log.append((byte) 1, 1, 3, new byte[10]));
    }
    List<String> found = new ArrayList<>();
    open(LogPosition.START, found).close();
    assertThat(found).containsExactly("1/1/1/10", "1/1/2/3000000", "1/1/3/10");
  }

  @Test
  void segmentsAreUsedAgainAndTheirOldBytesAreNoRecords() throws Exception {
    LogPosition position = LogPosition.START;
    for (int round = 0; round < 20; round++) {
      List<String> found = new ArrayList<>();
      try (RedoLog log = open(position, found)) {
        assertThat(found).hasSize(round == 0 ? 0 : 3);
        for (int i = 0; i < 30; i++) {
          log.append((byte) 1, round, i, new byte[100]);
        }
        log.awaitAll();
        position = log.end();
        log.recycle(position.lsn());
        for (int i = 0; i < 3; i++) {
          log.await(log.append((byte) 1, round, i, new byte[100]));
        }
      }
    }
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.count()).isLessThanOrEqualTo(4);
    }
  }

  @Test
  void readingCanStartAtAnyRecord() throws Exception {
    List<LogTicket> tickets = new ArrayList<>();
    try (RedoLog log = open(LogPosition.START, new ArrayList<>())) {
      for (int i = 0; i < 60; i++) {
        tickets.add(log.append((byte) 1, 0, i, new byte[200]));
      }
      log.awaitAll();
      assertThat(log.read(tickets.get(40).start()).csn()).isEqualTo(40);
    }
    for (int i = 0; i < 60; i += 7) {
      List<String> found = new ArrayList<>();
      open(tickets.get(i).start(), found).close();
      assertThat(found).hasSize(60 - i);
    }
  }
}
