package dev.tusk.executor.session;

import dev.tusk.executor.Engine;
import dev.tusk.executor.EngineOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A fresh engine for each test, and clients that are closed with it. */
abstract class EngineTest {
  @TempDir Path directory;
  Engine engine;
  Client client;
  private final List<Client> clients = new ArrayList<>();

  @BeforeEach
  void open() {
    engine = Engine.open(directory, EngineOptions.defaults());
    client = connect();
  }

  Client connect() {
    Client made = new Client(engine);
    clients.add(made);
    return made;
  }

  /** Closes the engine and opens its directory again. */
  void reopen() {
    clients.forEach(Client::close);
    clients.clear();
    engine.close();
    open();
  }

  @AfterEach
  void close() {
    clients.forEach(Client::close);
    engine.close();
  }
}
