package dev.tusk.server;

import dev.tusk.executor.Engine;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;

/**
 * The program {@code tusk}: {@code serve}, {@code demo}, {@code passwd}, {@code certificate},
 * {@code version}, {@code --help}.
 *
 * <p>Exit codes: 0 done or stopped by a signal, 1 cannot start (one line on stderr says why), 2
 * wrong usage. Options are made from {@link ServerSetting}'s list.
 */
public final class TuskCommand {
  private static final Logger LOG = LoggerFactory.getLogger(TuskCommand.class);
  private static final String CONFIG = "--config";

  private final Map<String, String> environment;
  private final PrintStream out;

  private TuskCommand(Map<String, String> environment, PrintStream out) {
    this.environment = environment;
    this.out = out;
  }

  /** Starts the program. */
  public static void main(String[] arguments) {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.exit(run(System.getenv(), out, arguments));
  }

  /** Runs the program inside of another one; its exit code. */
  public static int run(Map<String, String> environment, PrintStream out, String... arguments) {
    return commandLine(environment, out).execute(arguments);
  }

  /** The whole command line; tests run it with an environment and output of their own. */
  static CommandLine commandLine(Map<String, String> environment, PrintStream out) {
    TuskCommand command = new TuskCommand(environment, out);
    CommandSpec root = CommandSpec.create().name("tusk");
    root.usageMessage()
        .description("A PostgreSQL-compatible vector SQL engine.")
        .footer("", "Start here: tusk demo");
    root.addOption(help());
    root.addSubcommand(
        "serve",
        command.withSettings("Runs the server until it is told to stop.", TuskCommand::serve));
    root.addSubcommand(
        "demo",
        command.withSettings(
            "Loads and searches the names of all Unicode characters, then goes on serving.",
            DemoServer::run));
    root.addSubcommand(
        "passwd",
        command
            .withSettings(
                "Sets the password of a role, for a server that does not run just now.",
                PasswordCommand::run)
            .addPositional(
                PositionalParamSpec.builder()
                    .paramLabel("ROLE")
                    .arity("0..1")
                    .type(String.class)
                    .description("whose password (" + Engine.USER + ")")
                    .build()));
    root.addSubcommand(
        "certificate",
        command.withSettings(
            "Makes a key and a certificate that it signs itself, to try TLS with.",
            CertificateCommand::run));
    CommandSpec train =
        command.withSettings(
            "Starts, warms up and stops, for the JVM to remember what it loaded.",
            TuskCommand::train);
    train.usageMessage().hidden(true);
    root.addSubcommand("train", train);
    root.addSubcommand("version", command.version());
    CommandLine line = new CommandLine(root);
    line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
    line.setExecutionExceptionHandler(TuskCommand::explain);
    line.setExecutionStrategy(TuskCommand::run);
    return line;
  }

  private static int run(ParseResult parsed) {
    if (!parsed.hasSubcommand() && !parsed.isUsageHelpRequested()) {
      CommandLine line = parsed.commandSpec().commandLine();
      line.usage(line.getOut());
      return CommandLine.ExitCode.OK;
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  /**
   * A {@link StartupException} is the operator's to mend, and says how. All else is a bug, which is
   * told in a line, too: what called what is for who looks for it, and stands in the log.
   */
  private static int explain(Exception exception, CommandLine line, @Nullable ParseResult parsed) {
    if (exception instanceof StartupException) {
      line.getErr().println("tusk: " + exception.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
    line.getErr().println("tusk: internal error: " + exception);
    LOG.debug("internal error", exception);
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static OptionSpec help() {
    return OptionSpec.builder("-h", "--help").usageHelp(true).description("Shows this.").build();
  }

  private CommandSpec withSettings(String description, BiConsumer<Settings, PrintStream> action) {
    SettingsCommand runner = new SettingsCommand(action);
    CommandSpec spec = runner.spec;
    spec.usageMessage(
        new UsageMessageSpec()
            .description(description)
            .footer(
                "",
                "Each can also be set in the environment (TUSK_MAX_CONNECTIONS=50) or in",
                "tusk.conf (max_connections = 50), read from the data directory and from the",
                "file that --config names. The command line wins over the environment, and",
                "the environment over the files."));
    for (ServerSetting setting : ServerSetting.values()) {
      spec.addOption(
          OptionSpec.builder(setting.flag())
              .paramLabel(setting.placeholder())
              .type(String.class)
              .description(setting.description() + " (" + setting.defaultValue() + ")")
              .build());
    }
    spec.addOption(
        OptionSpec.builder(CONFIG)
            .paramLabel("FILE")
            .type(Path.class)
            .description("settings to read before tusk.conf of the data directory")
            .build());
    return spec.addOption(help());
  }

  /**
   * What was set on the command line and around it, before it is resolved.
   *
   * @param role whom a command is about that is about one
   */
  public record Settings(
      Map<ServerSetting, String> flags,
      Map<String, String> environment,
      @Nullable Path config,
      String role) {

    /** Whether this setting was given on the command line or in the environment. */
    public boolean given(ServerSetting setting) {
      return flags.containsKey(setting) || environment.containsKey(setting.environment());
    }

    /** The same with another value for a setting that was not given. */
    public Settings orElse(ServerSetting setting, String value) {
      if (given(setting)) {
        return this;
      }
      Map<ServerSetting, String> more = new EnumMap<>(ServerSetting.class);
      more.putAll(flags);
      more.put(setting, value);
      return new Settings(more, environment, config, role);
    }

    /** All settings, from the places they may stand in. */
    public ServerSettings resolve() {
      return ServerSettings.resolve(flags, environment, config);
    }
  }

  private final class SettingsCommand implements Callable<Integer> {
    private final BiConsumer<Settings, PrintStream> action;
    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);

    SettingsCommand(BiConsumer<Settings, PrintStream> action) {
      this.action = action;
    }

    @Override
    public Integer call() {
      ParseResult parsed = spec.commandLine().getParseResult();
      Map<ServerSetting, String> flags = new EnumMap<>(ServerSetting.class);
      for (ServerSetting setting : ServerSetting.values()) {
        String value = parsed.matchedOptionValue(setting.flag(), null);
        if (value != null) {
          flags.put(setting, value);
        }
      }
      Path config = parsed.matchedOptionValue(CONFIG, null);
      String role = parsed.matchedPositionalValue(0, Engine.USER);
      action.accept(new Settings(flags, environment, config, role), out);
      return CommandLine.ExitCode.OK;
    }
  }

  private static void serve(Settings given, PrintStream out) {
    TuskServer server = TuskServer.startWarm(given.resolve());
    server.stopOnSignal();
    server.reloadOnSignal();
    if (server.awaitWarm()) {
      out.println("tusk is ready on " + server.address());
    }
    server.awaitStop();
  }

  private static void train(Settings given, PrintStream out) {
    try (TuskServer server = TuskServer.startWarm(given.resolve())) {
      server.awaitWarm();
      Training.run(server);
      out.println("trained on " + server.address());
    }
  }

  private CommandSpec version() {
    Runnable print = () -> out.println("tusk " + versionText());
    CommandSpec spec = CommandSpec.wrapWithoutInspection(print);
    spec.usageMessage().description("Shows the version of Tusk and of the JVM.");
    return spec.addOption(help());
  }

  private static String versionText() {
    try (InputStream in = TuskCommand.class.getResourceAsStream("version.txt")) {
      String own =
          in == null ? "unknown" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      return own + " (Java " + Runtime.version() + ")";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
