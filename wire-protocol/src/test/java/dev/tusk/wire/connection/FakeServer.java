package dev.tusk.wire.connection;

/** The fake backend on a port, to try clients on by hand: {@code FakeServer PORT}. */
final class FakeServer {
  private FakeServer() {}

  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    WireServer server =
        WireServer.start("127.0.0.1", port, new FakeBackend(), WireOptions.defaults());
    System.out.println("listening on " + server.address());
    Thread.currentThread().join();
  }
}
