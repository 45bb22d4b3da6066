package dev.tusk.server;

import dev.tusk.executor.DataDirectoryException;
import dev.tusk.executor.Engine;
import dev.tusk.executor.EngineOptions;
import dev.tusk.executor.setting.ServerDefaults;
import dev.tusk.wire.authentication.Encryption;
import dev.tusk.wire.connection.Backend;
import dev.tusk.wire.connection.WireOptions;
import dev.tusk.wire.connection.WireServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server: an engine on its data directory, and a listener in front of it.
 *
 * <p>Several servers can run in one JVM, each on a data directory of its own.
 */
public final class TuskServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TuskServer.class);

  private static final int FATAL_EXIT_CODE = 1;

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Engine engine;
  private final WireServer listener;
  private final InetSocketAddress address;
  private final AtomicReference<@Nullable Encryption> encryption;
  private final ServerSettings settings;
  private @Nullable WarmUp warmUp; // set before anybody else has this

  private TuskServer(
      InetAddress host,
      Engine engine,
      WireServer listener,
      ServerSettings settings,
      AtomicReference<@Nullable Encryption> encryption) {
    this.engine = engine;
    this.listener = listener;
    // A socket for all addresses says that it is an IPv6 one, whatever was asked for.
    this.address = new InetSocketAddress(host, listener.address().getPort());
    this.settings = settings;
    this.encryption = encryption;
    engine.onReload(this::reloadCertificate);
    engine.onReload(this::reloadSettings);
  }

  /**
   * Opens the data directory and listens. The first statements find cold code: see {@link
   * #startWarm}.
   *
   * @throws StartupException if it cannot, for a reason that the operator can mend
   */
  public static TuskServer start(ServerSettings settings) {
    InetAddress host = address(settings.host());
    refuseTakenPort(host, settings.port());
    return serve(host, settings);
  }

  /**
   * Starts, and then has the code of statements compiled, which leaves no trace on disk. Clients
   * are served from now on, but more slowly until {@link #awaitWarm} returns.
   *
   * @throws StartupException if it cannot, for a reason that the operator can mend
   */
  public static TuskServer startWarm(ServerSettings settings) {
    TuskServer server = start(settings);
    server.warmUp = WarmUp.begin(settings.data());
    return server;
  }

  private static TuskServer serve(InetAddress host, ServerSettings settings) {
    AtomicReference<@Nullable Encryption> encryption = new AtomicReference<>(load(settings.tls()));
    Engine engine = open(settings);
    try {
      refuseOpenDoor(host, settings, engine);
      WireServer listener = listen(host, settings, new EngineBackend(engine), encryption::get);
      return new TuskServer(host, engine, listener, settings, encryption);
    } catch (StartupException e) {
      engine.close();
      throw e;
    }
  }

  private static @Nullable Encryption load(TlsSettings settings) {
    try {
      return settings.load();
    } catch (IOException e) {
      throw new StartupException(String.valueOf(e.getMessage()), e);
    }
  }

  /** A certificate that was renewed is used from the next connection on. */
  private void reloadCertificate() {
    try {
      encryption.set(settings.tls().load());
    } catch (IOException e) {
      LOG.error("the certificate stays as it was: {}", e.getMessage());
    }
  }

  /** Sessions that begin from now on begin with what the files say now. */
  private void reloadSettings() {
    try {
      engine.defaults(defaults(settings));
    } catch (StartupException e) {
      LOG.error("the settings stay as they were: {}", e.getMessage());
    }
  }

  /** What pg_settings shows of the server, and what sessions begin with. */
  private static ServerDefaults defaults(ServerSettings settings) {
    Map<String, String> values = new LinkedHashMap<>();
    TlsSettings tls = settings.tls();
    values.put("listen_addresses", settings.host());
    values.put("port", Integer.toString(settings.port()));
    values.put("max_connections", Integer.toString(settings.maxConnections()));
    values.put(
        "superuser_reserved_connections",
        Integer.toString(Math.min(settings.limits().reserved(), settings.maxConnections() - 1)));
    values.put(
        "authentication_timeout",
        Long.toString(settings.limits().authenticationTimeout().toSeconds()));
    values.put("ssl", tls.on() ? "on" : "off");
    values.put("ssl_cert_file", tls.certificate().toString());
    values.put("ssl_key_file", tls.key().toString());
    values.put("ssl_ca_file", tls.authorities() == null ? "" : tls.authorities().toString());
    values.put("ssl_min_protocol_version", tls.oldest());
    values.put("ssl_max_protocol_version", tls.newest());
    values.put("ssl_ciphers", String.join(":", tls.suites()));
    values.putAll(settings.sessions().read());
    return ServerDefaults.of(values);
  }

  /** Other machines are let in when somebody has said who may. */
  private static void refuseOpenDoor(InetAddress host, ServerSettings settings, Engine engine) {
    if (!host.isLoopbackAddress() && !engine.access().readyForNetwork()) {
      throw new StartupException(
          "listening on "
              + settings.host()
              + " is refused as long as there is no password, since everybody who can reach it"
              + " could read and change everything. Set one: ./tusk passwd --data "
              + settings.data()
              + ", or write rules into "
              + settings.data().resolve("pg_hba.conf")
              + ".");
    }
  }

  private static Engine open(ServerSettings settings) {
    try {
      return Engine.open(
          settings.data(),
          EngineOptions.defaults()
              .withDefaults(defaults(settings))
              .withAcceptLostCommits(settings.acceptLostCommits())
              .withOnFatal(TuskServer::endProcess));
    } catch (DataDirectoryException e) {
      throw new StartupException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Durability cannot be promised any more: nobody shall be told of a commit from now on. */
  private static void endProcess(Throwable cause) {
    LOG.error("stopping at once, since commits can no longer be made durable", cause);
    Runtime.getRuntime().halt(FATAL_EXIT_CODE);
  }

  private static InetAddress address(String host) {
    try {
      return InetAddress.getByName(host.equals("*") ? "0.0.0.0" : host);
    } catch (UnknownHostException e) {
      throw new StartupException("no address is known for host " + host, e);
    }
  }

  /** Says so before the data directory is touched; what comes in between, {@link #listen} tells. */
  private static void refuseTakenPort(InetAddress host, int port) {
    String trouble = portTrouble(host, port);
    if (trouble != null) {
      throw new StartupException("port " + port + trouble + " another port with --port");
    }
  }

  /** Whether the port of these settings cannot be had, as when another program listens on it. */
  public static boolean portTaken(ServerSettings settings) {
    return portTrouble(address(settings.host()), settings.port()) != null;
  }

  private static @Nullable String portTrouble(InetAddress host, int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(host, port));
      return null;
    } catch (IOException e) {
      return "Permission denied".equals(e.getMessage())
          ? " is not for ordinary users, as those below 1024: choose"
          : " is in use by another program (a PostgreSQL server?): stop that, or choose";
    }
  }

  private static WireServer listen(
      InetAddress host,
      ServerSettings settings,
      Backend backend,
      Supplier<@Nullable Encryption> encryption) {
    WireOptions options =
        WireOptions.defaults()
            .withMaxConnections(settings.maxConnections())
            .withAuthenticationTimeout(settings.limits().authenticationTimeout())
            .withEncryption(encryption);
    try {
      return WireServer.start(host.getHostAddress(), settings.port(), backend, options);
    } catch (IOException e) {
      throw new StartupException(String.valueOf(e.getMessage()), e);
    }
  }

  /** The port that it listens on, also where a free one was asked for. */
  public int port() {
    return address.getPort();
  }

  InetSocketAddress socketAddress() {
    return address;
  }

  /** {@code 127.0.0.1:5432}. */
  public String address() {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  /** From now on SIGTERM and SIGINT close the server and end the process with exit code 0. */
  public void stopOnSignal() {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  close();
                  Runtime.getRuntime().halt(0);
                },
                "stop"));
  }

  /** Reads the rules of access and the certificate again; what is wrong with them is logged. */
  public void reload() {
    engine.reload();
  }

  /** From now on SIGHUP does {@link #reload}. */
  @SuppressWarnings("sunapi") // There is no other way to hear of a signal.
  public void reloadOnSignal() {
    sun.misc.Signal.handle(new sun.misc.Signal("HUP"), _ -> reload());
  }

  /** Waits until statements are fast, a second or two; false if the server was closed meanwhile. */
  public boolean awaitWarm() {
    return (warmUp == null || warmUp.await()) && stopped.getCount() > 0;
  }

  /** Waits until the server is closed. */
  public void awaitStop() {
    try {
      stopped.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void close() {
    if (stopped.getCount() == 0) {
      return;
    }
    if (warmUp != null) {
      warmUp.cancel();
    }
    listener.close();
    engine.close();
    if (warmUp != null) {
      warmUp.await(); // last, since it may be in the midst of something
    }
    LOG.info("stopped");
    stopped.countDown();
  }
}
