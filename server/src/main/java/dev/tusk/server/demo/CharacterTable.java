package dev.tusk.server.demo;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.util.PGobject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The demo's table, as a client sees it: over the socket, by JDBC, with nothing up the sleeve. */
final class CharacterTable implements AutoCloseable {
  /** A character that was found. */
  record Hit(int codePoint, String name, double distance) {}

  /** What is told while rows go in or an index is built. */
  interface Progress {
    void at(long done, long total);
  }

  private static final Logger LOG = LoggerFactory.getLogger(CharacterTable.class);

  /** Nodes that a search keeps in view; 40 unless set. */
  static final int EF_SEARCH = 100;

  private static final String SEARCH =
      "SELECT code, name, embedding <=> ? AS distance FROM characters"
          + " ORDER BY embedding <=> ? LIMIT ?";

  private static final byte[] COPY_SIGNATURE =
      "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final int ROWS_PER_MESSAGE = 200;
  private static final int PROGRESS_INTERVAL_MILLIS = 100;

  private final String url;
  private final Connection connection;

  CharacterTable(String address) throws SQLException {
    url = "jdbc:postgresql://" + address + "/postgres";
    connection = connect();
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", "postgres");
    properties.setProperty("prepareThreshold", "1");
    return DriverManager.getConnection(url, properties);
  }

  void create() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET client_min_messages = warning");
      statement.execute("SET hnsw.ef_search = " + EF_SEARCH);
      statement.execute("CREATE EXTENSION IF NOT EXISTS vector");
      statement.execute("DROP TABLE IF EXISTS characters");
      statement.execute(
          "CREATE TABLE characters (code int PRIMARY KEY, character text, name text NOT NULL,"
              + " embedding vector("
              + NameEmbedding.DIMENSIONS
              + "))");
    }
  }

  /** Loads all characters by COPY BINARY. */
  void load(List<NamedCharacter> characters, Progress progress) throws SQLException, IOException {
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                "COPY characters (code, character, name, embedding) FROM STDIN (FORMAT binary)");
    try {
      ByteArrayOutputStream buffer = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(buffer);
      out.write(COPY_SIGNATURE);
      out.writeInt(0); // flags
      out.writeInt(0); // length of the header's extension
      int done = 0;
      for (NamedCharacter character : characters) {
        writeRow(out, character);
        done++;
        if (done % ROWS_PER_MESSAGE == 0) {
          copy.writeToCopy(buffer.toByteArray(), 0, buffer.size());
          buffer.reset();
          progress.at(done, characters.size());
        }
      }
      out.writeShort(-1); // end of data
      copy.writeToCopy(buffer.toByteArray(), 0, buffer.size());
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private static void writeRow(DataOutputStream out, NamedCharacter character) throws IOException {
    out.writeShort(4);
    out.writeInt(Integer.BYTES);
    out.writeInt(character.codePoint());
    writeText(out, character.codePoint() == 0 ? "" : Character.toString(character.codePoint()));
    writeText(out, character.name());
    float[] embedding = NameEmbedding.embed(character.name());
    out.writeInt(2 * Short.BYTES + embedding.length * Float.BYTES);
    out.writeShort(embedding.length);
    out.writeShort(0);
    for (float x : embedding) {
      out.writeFloat(x);
    }
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** Builds the index, and watches from a second connection how far it is. */
  void buildIndex(long rows, Progress progress) throws SQLException, InterruptedException {
    CountDownLatch built = new CountDownLatch(1);
    Thread watch = Thread.ofPlatform().daemon().start(() -> watch(built, rows, progress));
    try (Statement statement = connection.createStatement()) {
      // Names share few trigrams, so that most lie equally far from any words: a wider search.
      statement.execute(
          "CREATE INDEX ON characters USING hnsw (embedding vector_cosine_ops)"
              + " WITH (ef_construction = 200)");
    } finally {
      built.countDown();
      watch.join();
    }
  }

  private void watch(CountDownLatch built, long rows, Progress progress) {
    String sql = "SELECT tuples_done FROM pg_stat_progress_create_index";
    try (Connection watcher = connect();
        PreparedStatement statement = watcher.prepareStatement(sql)) {
      while (!built.await(PROGRESS_INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
        try (ResultSet result = statement.executeQuery()) {
          if (result.next()) {
            progress.at(result.getLong(1), rows);
          }
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      LOG.warn("cannot follow the progress of CREATE INDEX: {}", e.getMessage());
    }
  }

  List<Hit> search(float[] query, int limit) throws SQLException {
    PGobject vector = new PGobject();
    vector.setType("vector");
    vector.setValue(text(query));
    try (PreparedStatement statement = connection.prepareStatement(SEARCH)) {
      statement.setObject(1, vector);
      statement.setObject(2, vector);
      statement.setInt(3, limit);
      List<Hit> hits = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          hits.add(new Hit(result.getInt(1), result.getString(2), result.getDouble(3)));
        }
      }
      return hits;
    }
  }

  private static String text(float[] vector) {
    StringBuilder text = new StringBuilder("[");
    for (float x : vector) {
      text.append(text.length() > 1 ? "," : "").append(x);
    }
    return text.append(']').toString();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
