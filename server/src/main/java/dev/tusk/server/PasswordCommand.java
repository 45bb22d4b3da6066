package dev.tusk.server;

import dev.tusk.executor.DataDirectoryException;
import dev.tusk.executor.Engine;
import dev.tusk.executor.EngineOptions;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@code tusk passwd}: a role's password; the first one opens the way for other machines. It makes
 * no role.
 */
final class PasswordCommand {
  private PasswordCommand() {}

  static void run(TuskCommand.Settings given, PrintStream out) {
    Path data = given.resolve().data();
    try (Engine engine = Engine.open(data, EngineOptions.defaults())) {
      String role = given.role();
      if (!engine.roleExists(role)) {
        throw new StartupException(
            "role \"" + role + "\" does not exist; CREATE ROLE in psql makes one");
      }
      engine.setPassword(role, asked(role));
      out.println("the password of " + role + " is set; from now on it is asked for");
    } catch (DataDirectoryException e) {
      throw new StartupException(
          e.getMessage()
              + " (if the server is running, set the password there: \\password in psql)",
          e);
    }
  }

  /** From the terminal, twice and unseen; without one, the first line of the input. */
  private static String asked(String role) {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      return line();
    }
    char[] first = console.readPassword("Password of %s: ", role);
    char[] second = console.readPassword("Again: ");
    if (first == null || second == null || !Arrays.equals(first, second)) {
      throw new StartupException("the two passwords are not the same; nothing was changed");
    }
    return checked(new String(first));
  }

  private static String line() {
    try {
      return checked(
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine());
    } catch (IOException e) {
      throw new StartupException("the password cannot be read: " + e.getMessage(), e);
    }
  }

  private static String checked(@Nullable String password) {
    if (password == null || password.isEmpty()) {
      throw new StartupException("a password is needed; nothing was changed");
    }
    return password;
  }
}
