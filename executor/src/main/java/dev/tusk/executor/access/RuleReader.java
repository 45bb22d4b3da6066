package dev.tusk.executor.access;

import dev.tusk.executor.access.AccessRule.Connection;
import dev.tusk.executor.access.AccessRule.Method;
import dev.tusk.executor.access.AccessRule.Name;
import dev.tusk.executor.access.AuthenticationLines.Line;
import dev.tusk.executor.access.AuthenticationLines.LineException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the lines of {@code pg_hba.conf} (libpq/hba.c). */
final class RuleReader {
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private RuleReader() {}

  static AccessRules read(AuthenticationLines form, List<String> lines) {
    List<AccessRules.Mistake> mistakes = new ArrayList<>();
    List<AccessRule> rules = form.read(lines, line -> new Fields(line).rule(), mistakes);
    return new AccessRules(rules, List.copyOf(mistakes));
  }

  /** The fields of a rule, one after the other. */
  private static final class Fields {
    private final int line;
    private final List<List<Name>> fields;
    private final String text;
    private int next;

    Fields(Line line) {
      this.text = line.text();
      this.line = line.number();
      this.fields = line.fields();
    }

    private List<Name> list(String missing) {
      if (next == fields.size()) {
        throw new LineException("end-of-line before " + missing);
      }
      return fields.get(next++);
    }

    private String word(String missing, String what) {
      List<Name> list = list(missing);
      if (list.size() > 1) {
        throw new LineException("multiple values specified for " + what);
      }
      return list.getFirst().text();
    }

    AccessRule rule() {
      Connection connection = connection(word("connection type", "connection type"));
      List<Name> databases = list("database specification");
      List<Name> users = list("role specification");
      AddressPattern address =
          connection == Connection.LOCAL ? new AddressPattern.None() : address();
      Method method = method(word("authentication method", "authentication type"));
      if (method == Method.CERTIFICATE && connection != Connection.HOSTSSL) {
        throw new LineException("cert authentication is only supported on hostssl connections");
      }
      Map<String, String> options = new LinkedHashMap<>();
      while (next < fields.size()) {
        fields.get(next++).forEach(option -> option(option.text(), connection, method, options));
      }
      return new AccessRule(line, connection, databases, users, address, method, options, text);
    }

    private static Connection connection(String text) {
      for (Connection connection : Connection.values()) {
        if (connection.name().toLowerCase(Locale.ROOT).equals(text)) {
          return connection;
        }
      }
      throw new LineException("invalid connection type \"" + text + "\"");
    }

    private static Method method(String text) {
      return Method.of(text)
          .orElseThrow(() ->
              new LineException(
                  switch (text) {
                    case "md5" ->
                        "authentication method \"md5\" is not supported, since it can be broken:"
                            + " use \"scram-sha-256\"";
                    case "gss", "sspi", "ident", "peer", "pam", "bsd", "ldap", "radius" ->
                        "authentication method \"" + text + "\" is not supported";
                    default -> "invalid authentication method \"" + text + "\"";
                  }));
    }

    private AddressPattern address() {
      List<Name> list = list("IP address specification");
      if (list.size() > 1) {
        throw new LineException("multiple values specified for host address");
      }
      Name word = list.getFirst();
      if (word.is("all")) {
        return new AddressPattern.Any("all");
      }
      if (word.is("samehost") || word.is("samenet")) {
        return new AddressPattern.Own(word.is("samenet"));
      }
      String text = word.text();
      int slash = text.indexOf('/');
      String host = slash < 0 ? text : text.substring(0, slash);
      if (!ADDRESS.matcher(host).matches()) {
        if (slash >= 0) {
          throw new LineException(
              "specifying both host name and CIDR mask is invalid: \"" + text + "\"");
        }
        return new AddressPattern.Host(host);
      }
      InetAddress address = parse(host, "invalid IP address \"" + host + "\"");
      int bits = 8 * address.getAddress().length;
      if (slash >= 0) {
        return new AddressPattern.Network(address, prefix(text, slash, bits));
      }
      String mask = word("netmask specification", "netmask");
      return new AddressPattern.Network(
          address, prefix(parse(mask, "invalid IP mask \"" + mask + "\""), address, mask));
    }

    private static InetAddress parse(String text, String mistake) {
      if (!ADDRESS.matcher(text).matches()) {
        throw new LineException(mistake);
      }
      try {
        return InetAddress.getByName(text);
      } catch (UnknownHostException e) {
        throw new LineException(mistake);
      }
    }

    private static int prefix(String text, int slash, int bits) {
      try {
        int prefix = Integer.parseInt(text.substring(slash + 1));
        if (prefix >= 0 && prefix <= bits) {
          return prefix;
        }
      } catch (NumberFormatException e) {
        // Told below.
      }
      throw new LineException("invalid CIDR mask in address \"" + text + "\"");
    }

    private static int prefix(InetAddress mask, InetAddress address, String text) {
      byte[] bytes = mask.getAddress();
      if (bytes.length != address.getAddress().length) {
        throw new LineException("IP address and mask do not match");
      }
      int prefix = 0;
      while (prefix < 8 * bytes.length && (bytes[prefix / 8] >> 7 - prefix % 8 & 1) == 1) {
        prefix++;
      }
      for (int i = prefix; i < 8 * bytes.length; i++) {
        if ((bytes[i / 8] >> 7 - i % 8 & 1) == 1) {
          throw new LineException("invalid IP mask \"" + text + "\"");
        }
      }
      return prefix;
    }

    private static void option(
        String text, Connection connection, Method method, Map<String, String> options) {
      int equals = text.indexOf('=');
      if (equals < 0) {
        throw new LineException("authentication option not in name=value format: " + text);
      }
      String name = text.substring(0, equals);
      String value = text.substring(equals + 1);
      List<String> allowed =
          switch (name) {
            case "map" -> List.of();
            case "clientcert" -> List.of("verify-full", "verify-ca");
            case "clientname" -> List.of("CN", "DN");
            default ->
                throw new LineException(
                    "unrecognized authentication option name: \"" + name + "\"");
          };
      if (name.equals("map") && method != Method.CERTIFICATE) {
        throw new LineException(
            "authentication option \"map\" is only valid for authentication methods"
                + " ident, peer, gssapi, sspi, and cert");
      }
      if (connection != Connection.HOSTSSL) {
        throw new LineException(name + " can only be configured for \"hostssl\" rows");
      }
      if (!allowed.isEmpty() && !allowed.contains(value)) {
        throw new LineException("invalid value for " + name + ": \"" + value + "\"");
      }
      if (options.put(name, value) != null) {
        throw new LineException("multiple values specified for " + name);
      }
    }
  }
}
