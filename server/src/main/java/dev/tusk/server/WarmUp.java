package dev.tusk.server;

import dev.tusk.executor.Engine;
import dev.tusk.executor.EngineOptions;
import dev.tusk.wire.connection.Backend;
import dev.tusk.wire.connection.WireOptions;
import dev.tusk.wire.connection.WireServer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs statements and vector searches after the start, so that clients do not find cold code.
 *
 * <p>The statements go through a listener, a socket and an engine of their own on a scratch
 * directory: the same code as a client's, and no trace in the real data. The directory lies inside
 * the data directory, so that what a killed process left of it is found and removed. Cold vector
 * code allocates megabytes for a query and takes 0.3 s for the first; planning a statement for the
 * first time loads a thousand classes.
 *
 * <p>It ends when the code has become fast, and at the latest after {@link #LIMIT}.
 */
final class WarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
  private static final int DIMENSIONS = 32;
  private static final int ROWS = 300;
  private static final Duration LIMIT = Duration.ofSeconds(2);

  /** So many fast rounds show that what they call is compiled. */
  private static final int ENOUGH = 5;

  /** Three times what a round takes when it is compiled; at first it takes ten times this. */
  private static final long FAST_ROUND_NANOS = Duration.ofMillis(6).toNanos();

  /** As long as vectors of text often are: their parser is worth to be compiled. */
  private static final int LONG_VECTOR = 768;

  /** Run once each: what DDL, planning and errors are made of. */
  private static final List<String> ONCE =
      List.of(
          "create extension if not exists vector",
          "create table warm (id int primary key, category int, name text, price numeric(8,2),"
              + " at timestamptz default now(), tags text[], body jsonb, v vector("
              + DIMENSIONS
              + "))",
          "insert into warm (id, category, name, price, body, v) select n, n % 10, 'name ' || n,"
              + " n * 0.5, '{\"a\": 1}', (select array_agg(((n * k) % 97) / 97.0 order by k) from"
              + " generate_series(1, "
              + DIMENSIONS
              + ") k)::real[]::vector from generate_series(1, "
              + ROWS
              + ") n",
          "create index warm_v on warm using hnsw (v vector_cosine_ops)",
          "create index warm_category on warm (category)",
          "analyze warm",
          "begin",
          "update warm set price = price + 1 where id = 5 returning *",
          "delete from warm where id = 6",
          "savepoint s",
          "insert into warm (id, name) values (1000, 'x') on conflict (id) do nothing",
          "rollback to s",
          "commit",
          "select w.category, count(*), sum(w.price), avg(w.price), max(w.at) from warm w join warm x"
              + " using (id) where w.name like 'name%' group by w.category having count(*) > 1"
              + " order by 2 desc, 1 limit 5",
          "with a as (select * from warm where category = 1) select a.id, row_number() over"
              + " (order by a.price) from a where exists (select 1 from warm where id = a.id)",
          "select category from warm where id < 10 union select 99 order by 1",
          "select body ->> 'a', tags[1], extract(year from at) from warm where id in (1, 2, 3)",
          "explain select id from warm order by v <=> (select v from warm where id = 1) limit 3",
          "show hnsw.ef_search",
          "set hnsw.ef_search = 40");

  private static final String FOLDER = "warm-up";

  private final Path folder;
  private final long start = System.nanoTime();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean cancelled;

  private WarmUp(Path folder) {
    this.folder = folder;
  }

  /** Begins, in threads of its own; the data directory is open and so nobody else's. */
  static WarmUp begin(Path data) {
    WarmUp warmUp = new WarmUp(data.resolve(FOLDER));
    warmUp.begin("warm-up-sql", warmUp::statements);
    warmUp.begin("warm-up-vectors", () -> Engine.warmUp(LIMIT, warmUp::isCancelled));
    return warmUp;
  }

  private void begin(String name, Runnable work) {
    Runnable guarded =
        () -> {
          try {
            work.run();
          } catch (RuntimeException e) {
            LOG.warn("warm-up ended early", e);
          }
        };
    threads.add(Thread.ofPlatform().name(name).start(guarded));
  }

  /** Waits for its end, when nothing is left of it on disk; false if it was cancelled. */
  boolean await() {
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return !cancelled;
  }

  /** Ends it after the statement that runs. */
  void cancel() {
    cancelled = true;
  }

  private boolean isCancelled() {
    return cancelled;
  }

  private boolean over() {
    return cancelled || System.nanoTime() - start > LIMIT.toNanos();
  }

  /** A failure costs speed, not the start. */
  private void statements() {
    delete();
    try (Engine scratch = Engine.open(folder, EngineOptions.scratch())) {
      run(new EngineBackend(scratch));
    } finally {
      delete();
    }
  }

  private void delete() {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      LOG.warn("cannot delete {}", folder, e);
    }
  }

  /** Serves the scratch engine to a client of its own. */
  private void run(Backend scratch) {
    WireOptions options =
        WireOptions.defaults().withEventLoops(1).withShutdownWait(Duration.ofMillis(200));
    String loopback = InetAddress.getLoopbackAddress().getHostAddress();
    try (WireServer server = WireServer.start(loopback, 0, scratch, options);
        WarmUpClient client = new WarmUpClient(server.address())) {
      for (String sql : ONCE) {
        if (cancelled) {
          return;
        }
        client.query(sql);
      }
      client.parse("nearest", "select id, name from warm order by v <=> $1 limit $2");
      client.parse("filtered", "select id from warm where category = 3 order by v <=> $1 limit 10");
      client.parse("point", "select name, price from warm where id = $1");
      client.parse("insert", "insert into warm (id, name, v) values ($1, $2, $3)");
      client.parse("distance", "select $1::vector <=> $2::vector");
      int rounds = rounds(client);
      LOG.debug("warm after {} rounds, {} ms", rounds, (System.nanoTime() - start) / 1_000_000);
    } catch (IOException e) {
      LOG.warn("warm-up ended early: {}", e.getMessage());
    }
  }

  private int rounds(WarmUpClient client) throws IOException {
    int rounds = 0;
    int fast = 0;
    while (fast < ENOUGH && !over()) {
      long before = System.nanoTime();
      round(client, rounds);
      rounds++;
      if (System.nanoTime() - before <= FAST_ROUND_NANOS) {
        fast++;
      }
    }
    return rounds;
  }

  private static void round(WarmUpClient client, int round) throws IOException {
    String vector = vector(round, DIMENSIONS);
    client.query("select id, name from warm order by v <=> '" + vector + "' limit 10");
    client.query("select name, price from warm where id = " + (round + 1));
    client.execute("nearest", false, List.of(vector, "10"));
    client.execute("filtered", true, List.of(vector));
    client.execute("point", true, List.of(Integer.toString(round + 1)));
    client.execute("insert", false, List.of(Integer.toString(2000 + round), "new", vector));
    client.execute(
        "distance", false, List.of(vector(round, LONG_VECTOR), vector(round + 1, LONG_VECTOR)));
  }

  private static String vector(int seed, int dimensions) {
    return IntStream.range(0, dimensions)
        .mapToObj(i -> Float.toString(((seed + 1) * (i + 3)) % 89 / 89f))
        .collect(Collectors.joining(",", "[", "]"));
  }
}
