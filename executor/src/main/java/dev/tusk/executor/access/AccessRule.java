package dev.tusk.executor.access;

import dev.tusk.executor.access.AccessRules.Memberships;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A line of {@code pg_hba.conf}.
 *
 * @param line its number in the file; 0 for one that holds where there is no file
 * @param connection what it is for
 * @param databases of which one must be the client's
 * @param users of which one must be the client's
 * @param address where the client must be
 * @param method what it must show
 * @param options name=value, in order
 * @param text the line as it stands in the file
 */
public record AccessRule(
    int line,
    Connection connection,
    List<Name> databases,
    List<Name> users,
    AddressPattern address,
    Method method,
    Map<String, String> options,
    String text) {

  AccessRule inLine(int number) {
    return new AccessRule(number, connection, databases, users, address, method, options, text);
  }

  /** The first field. */
  public enum Connection {
    /** A Unix-domain socket: there are none here, so that such a rule never fits. */
    LOCAL,
    HOST,
    HOSTSSL,
    HOSTNOSSL,
    /** GSSAPI encryption: not spoken here, so that such a rule never fits. */
    HOSTGSSENC,
    HOSTNOGSSENC;

    boolean fits(boolean encrypted) {
      return switch (this) {
        case LOCAL, HOSTGSSENC -> false;
        case HOST, HOSTNOGSSENC -> true;
        case HOSTSSL -> encrypted;
        case HOSTNOSSL -> !encrypted;
      };
    }
  }

  /** What a client must show. */
  public enum Method {
    TRUST("trust"),
    REJECT("reject"),
    SCRAM("scram-sha-256"),
    PASSWORD("password"),
    CERTIFICATE("cert");

    private final String text;

    Method(String text) {
      this.text = text;
    }

    /** As rules spell it. */
    public String text() {
      return text;
    }

    static Optional<Method> of(String text) {
      for (Method method : values()) {
        if (method.text.equals(text)) {
          return Optional.of(method);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * A database or a role in a rule.
   *
   * @param quoted it is a name, whatever it spells
   */
  public record Name(String text, boolean quoted) {
    /** Whether it stands for more than one: {@code +role}, {@code @file}. */
    boolean names(char mark) {
      return !quoted && text.length() > 1 && text.charAt(0) == mark;
    }

    boolean is(String keyword) {
      return !quoted && text.equals(keyword);
    }
  }

  /** Whether a client is meant. */
  boolean fits(AccessRequest client, InetAddress from, Memberships memberships) {
    return connection.fits(client.encrypted())
        && databases.stream().anyMatch(name -> fitsDatabase(name, client, memberships))
        && users.stream().anyMatch(name -> fitsUser(name, client.user(), memberships))
        && address.contains(from);
  }

  private static boolean fitsUser(Name name, String user, Memberships memberships) {
    return name.is("all")
        || (name.names('+')
            ? memberships.isMember(user, name.text().substring(1))
            : name.text().equals(user));
  }

  private static boolean fitsDatabase(Name name, AccessRequest client, Memberships memberships) {
    String database = client.database();
    if (name.is("all") || name.is("sameuser") && database.equals(client.user())) {
      return true;
    }
    if (name.is("samerole") || name.is("samegroup")) {
      return memberships.isMember(client.user(), database);
    }
    return !name.is("replication") && name.text().equals(database);
  }

  /** Whether the client's certificate must be one that the authorities have signed for its role. */
  boolean needsCertificateOfRole() {
    return method == Method.CERTIFICATE || "verify-full".equals(options.get("clientcert"));
  }

  /** Whether the client must have shown a certificate. */
  boolean needsCertificate() {
    return needsCertificateOfRole() || "verify-ca".equals(options.get("clientcert"));
  }
}
