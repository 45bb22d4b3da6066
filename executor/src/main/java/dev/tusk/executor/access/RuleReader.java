package dev.tusk.executor.access;

import dev.tusk.executor.access.AccessRule.Connection;
import dev.tusk.executor.access.AccessRule.Method;
import dev.tusk.executor.access.AccessRule.Name;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of {@code pg_hba.conf} (libpq/hba.c): fields between blanks, lists by commas,
 * names in double quotes, comments behind {@code #}, a backslash at the end of a line that goes on.
 */
final class RuleReader {
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  /** What is wrong with a line. */
  private static final class RuleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    RuleException(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }
  }

  private RuleReader() {}

  static AccessRules read(List<String> lines) {
    List<AccessRule> rules = new ArrayList<>();
    List<AccessRules.Mistake> mistakes = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      int number = i + 1;
      StringBuilder line = new StringBuilder(lines.get(i));
      while (line.length() > 0 && line.charAt(line.length() - 1) == '\\' && i + 1 < lines.size()) {
        line.setLength(line.length() - 1);
        line.append(lines.get(++i));
      }
      try {
        List<List<Name>> fields = fields(line.toString());
        if (!fields.isEmpty()) {
          rules.add(new Fields(number, fields, line.toString().strip()).rule());
        }
      } catch (RuleException e) {
        mistakes.add(new AccessRules.Mistake(number, e.reason));
      }
    }
    return new AccessRules(List.copyOf(rules), List.copyOf(mistakes));
  }

  /** The fields of a line, each a list of words. */
  private static List<List<Name>> fields(String line) {
    List<List<Name>> fields = new ArrayList<>();
    List<Name> field = new ArrayList<>();
    int at = 0;
    boolean listGoesOn = false;
    while (true) {
      while (at < line.length() && (Character.isWhitespace(line.charAt(at)))) {
        at++;
      }
      if (at == line.length() || line.charAt(at) == '#') {
        break;
      }
      if (!field.isEmpty() && !listGoesOn) {
        fields.add(field);
        field = new ArrayList<>();
      }
      StringBuilder word = new StringBuilder();
      boolean quoted = false;
      boolean inQuotes = false;
      for (; at < line.length(); at++) {
        char c = line.charAt(at);
        if (c == '"') {
          inQuotes = !inQuotes;
          quoted = true;
        } else if (!inQuotes && (Character.isWhitespace(c) || c == ',' || c == '#')) {
          break;
        } else {
          word.append(c);
        }
      }
      field.add(new Name(word.toString(), quoted));
      listGoesOn = at < line.length() && line.charAt(at) == ',';
      at += listGoesOn ? 1 : 0;
    }
    if (!field.isEmpty()) {
      fields.add(field);
    }
    return fields;
  }

  /** The fields of a rule, one after the other. */
  private static final class Fields {
    private final int line;
    private final List<List<Name>> fields;
    private final String text;
    private int next;

    Fields(int line, List<List<Name>> fields, String text) {
      this.text = text;
      this.line = line;
      this.fields = fields;
    }

    private List<Name> list(String missing) {
      if (next == fields.size()) {
        throw new RuleException("end-of-line before " + missing);
      }
      return fields.get(next++);
    }

    private String word(String missing, String what) {
      List<Name> list = list(missing);
      if (list.size() > 1) {
        throw new RuleException("multiple values specified for " + what);
      }
      return list.getFirst().text();
    }

    AccessRule rule() {
      Connection connection = connection(word("connection type", "connection type"));
      List<Name> databases = names(list("database specification"));
      List<Name> users = names(list("role specification"));
      AddressPattern address =
          connection == Connection.LOCAL ? new AddressPattern.None() : address();
      Method method = method(word("authentication method", "authentication type"));
      if (method == Method.CERTIFICATE && connection != Connection.HOSTSSL) {
        throw new RuleException("cert authentication is only supported on hostssl connections");
      }
      Map<String, String> options = new LinkedHashMap<>();
      while (next < fields.size()) {
        fields.get(next++).forEach(option -> option(option.text(), connection, options));
      }
      return new AccessRule(line, connection, databases, users, address, method, options, text);
    }

    private static List<Name> names(List<Name> names) {
      for (Name name : names) {
        if (!name.quoted() && (name.text().startsWith("+") || name.text().startsWith("@"))) {
          throw new RuleException(
              "names of groups and of files are not supported: \"" + name.text() + "\"");
        }
      }
      return List.copyOf(names);
    }

    private static Connection connection(String text) {
      for (Connection connection : Connection.values()) {
        if (connection.name().toLowerCase(Locale.ROOT).equals(text)) {
          return connection;
        }
      }
      throw new RuleException("invalid connection type \"" + text + "\"");
    }

    private static Method method(String text) {
      return Method.of(text)
          .orElseThrow(() ->
              new RuleException(
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
        throw new RuleException("multiple values specified for host address");
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
          throw new RuleException(
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
        throw new RuleException(mistake);
      }
      try {
        return InetAddress.getByName(text);
      } catch (UnknownHostException e) {
        throw new RuleException(mistake);
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
      throw new RuleException("invalid CIDR mask in address \"" + text + "\"");
    }

    private static int prefix(InetAddress mask, InetAddress address, String text) {
      byte[] bytes = mask.getAddress();
      if (bytes.length != address.getAddress().length) {
        throw new RuleException("IP address and mask do not match");
      }
      int prefix = 0;
      while (prefix < 8 * bytes.length && (bytes[prefix / 8] >> 7 - prefix % 8 & 1) == 1) {
        prefix++;
      }
      for (int i = prefix; i < 8 * bytes.length; i++) {
        if ((bytes[i / 8] >> 7 - i % 8 & 1) == 1) {
          throw new RuleException("invalid IP mask \"" + text + "\"");
        }
      }
      return prefix;
    }

    private static void option(String text, Connection connection, Map<String, String> options) {
      int equals = text.indexOf('=');
      if (equals < 0) {
        throw new RuleException("authentication option not in name=value format: " + text);
      }
      String name = text.substring(0, equals);
      String value = text.substring(equals + 1);
      if (!name.equals("clientcert")) {
        throw new RuleException("unrecognized authentication option name: \"" + name + "\"");
      }
      if (connection != Connection.HOSTSSL) {
        throw new RuleException("clientcert can only be configured for \"hostssl\" rows");
      }
      if (!value.equals("verify-full") && !value.equals("verify-ca")) {
        throw new RuleException("invalid value for clientcert: \"" + value + "\"");
      }
      @Nullable String before = options.put(name, value);
      if (before != null) {
        throw new RuleException("multiple values specified for clientcert");
      }
    }
  }
}
