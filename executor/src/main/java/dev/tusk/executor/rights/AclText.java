package dev.tusk.executor.rights;

import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.RoleGraph;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.AclItem;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The text form of {@code aclitem}: {@code grantee=privileges/grantor} (utils/adt/acl.c). */
public final class AclText {
  /** NAMEDATALEN: a name has one byte less. */
  private static final int NAME_BYTES = 64;

  /** The privilege to make rules, which PostgreSQL had until 8.1 and still reads over. */
  private static final char OLD_RULE_PRIVILEGE = 'R';

  private final String text;
  private int at;

  private AclText(String text) {
    this.text = text;
  }

  public static String of(AclItem item, RoleGraph roles) {
    StringBuilder text = new StringBuilder();
    if (item.grantee() != AclItem.PUBLIC) {
      text.append(quoted(roles.name(item.grantee())));
    }
    text.append('=');
    for (int i = 0; i < AclItem.LETTERS.length(); i++) {
      if ((item.granted() >> i & 1) != 0) {
        text.append(AclItem.LETTERS.charAt(i));
      }
      if ((item.options() >> i & 1) != 0) {
        text.append('*');
      }
    }
    return text.append('/').append(quoted(roles.name(item.grantor()))).toString();
  }

  public static List<String> of(List<AclItem> acl, RoleGraph roles) {
    return acl.stream().map(item -> of(item, roles)).toList();
  }

  private static String quoted(String name) {
    boolean safe = name.chars().allMatch(AclText::isPlain);
    return safe ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  private static boolean isPlain(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
  }

  /**
   * The item that a text is.
   *
   * @throws SqlException 22P02, or 42704 for a role that is not there
   */
  public static AclItem parse(String text, RoleGraph roles) {
    AclText reader = new AclText(text);
    String grantee = reader.grantee();
    long privileges = reader.privileges();
    long to = grantee.isEmpty() ? AclItem.PUBLIC : role(grantee, roles);
    long by = RoleObject.POSTGRES_OID;
    if (reader.sees('/')) {
      reader.at++;
      String grantor = reader.name();
      if (grantor.isEmpty()) {
        throw invalid("a name must follow the \"/\" sign");
      }
      by = role(grantor, roles);
    }
    reader.skipSpace();
    if (reader.at < text.length()) {
      throw invalid("extra garbage at the end of the ACL specification");
    }
    return new AclItem(to, by, privileges);
  }

  /** The name before the equals sign, behind {@code group} or {@code user} if one stands there. */
  private String grantee() {
    String name = name();
    if (!sees('=')) {
      if (!name.equals("group") && !name.equals("user")) {
        throw invalid("unrecognized key word: \"" + name + "\"")
            .withHint("ACL key word must be \"group\" or \"user\".");
      }
      name = name();
      if (name.isEmpty()) {
        throw invalid("missing name")
            .withHint("A name must follow the \"group\" or \"user\" key word.");
      }
    }
    if (!sees('=')) {
      throw invalid("missing \"=\" sign");
    }
    at++;
    return name;
  }

  private long privileges() {
    long granted = 0;
    long options = 0;
    long last = 0;
    for (; at < text.length() && isModeCharacter(text.charAt(at)); at++) {
      char c = text.charAt(at);
      int bit = AclItem.LETTERS.indexOf(c);
      if (c == '*') {
        options |= last;
      } else if (c == OLD_RULE_PRIVILEGE) {
        last = 0;
      } else if (bit < 0) {
        throw invalid("invalid mode character: must be one of \"" + AclItem.LETTERS + "\"");
      } else {
        last = 1L << bit;
        granted |= last;
      }
    }
    return granted | Privileges.options(options);
  }

  private static boolean isModeCharacter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '*';
  }

  private boolean sees(char c) {
    return at < text.length() && text.charAt(at) == c;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\n\u000B\f\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  /** A role's name, quoted or not, with the space around it; empty when there is none. */
  private String name() {
    skipSpace();
    StringBuilder name = new StringBuilder();
    boolean quoted = false;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        boolean doubled = quoted && at + 1 < text.length() && text.charAt(at + 1) == '"';
        if (!doubled) {
          quoted = !quoted;
          continue;
        }
        at++;
      } else if (!quoted && !isPlain(c) && c < 0x80) {
        break;
      }
      name.append(c);
      if (name.toString().getBytes(StandardCharsets.UTF_8).length >= NAME_BYTES) {
        throw SqlException.of(SqlState.NAME_TOO_LONG, "identifier too long")
            .withDetail("Identifier must be less than " + NAME_BYTES + " characters.");
      }
    }
    skipSpace();
    return name.toString();
  }

  private static long role(String name, RoleGraph roles) {
    RoleObject role = roles.find(name);
    if (role == null) {
      throw CurrentRoles.missing(name);
    }
    return role.oid();
  }

  private static SqlException invalid(String message) {
    return SqlException.of(SqlState.INVALID_TEXT_REPRESENTATION, message);
  }
}
