package dev.tusk.server;

import dev.tusk.server.demo.Demo;
import java.io.PrintStream;
import java.util.Locale;

/** {@code tusk demo}: a server for {@link Demo}, which stays. */
final class DemoServer {
  private DemoServer() {}

  /** Runs the demo, then serves until it is told to stop. */
  static void run(TuskCommand.Settings given, PrintStream out) {
    long start = System.nanoTime();
    try (TuskServer server = start(given.orElse(ServerSetting.DATA, "./tusk-demo"), out)) {
      server.stopOnSignal();
      server.awaitWarm();
      double seconds = (System.nanoTime() - start) / 1e9;
      out.println(
          String.format(
              Locale.ROOT, "Server   ready on %s after %.1f s", server.address(), seconds));
      Demo.show(server.address(), out);
      out.println(Demo.goOn(server.address(), server.port()));
      server.awaitStop();
    }
  }

  /** Takes another port where the usual one is taken and none was asked for. */
  private static TuskServer start(TuskCommand.Settings settings, PrintStream out) {
    ServerSettings resolved = settings.resolve();
    try {
      return TuskServer.startWarm(resolved);
    } catch (StartupException e) {
      if (settings.given(ServerSetting.PORT) || !TuskServer.portTaken(resolved)) {
        throw e;
      }
      out.println(
          "Port " + resolved.port() + " is taken by another program: any free one will do.");
      return TuskServer.startWarm(settings.orElse(ServerSetting.PORT, "0").resolve());
    }
  }
}
