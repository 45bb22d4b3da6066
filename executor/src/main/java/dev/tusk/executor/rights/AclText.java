package dev.tusk.executor.rights;

import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.executor.catalog.RoleGraph;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.AclItem;
import java.util.List;

/** The text form of {@code aclitem}: {@code grantee=privileges/grantor} (utils/adt/acl.c). */
public final class AclText {
  private AclText() {}

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
    boolean safe = name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
    return safe ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  /** The item that a text is. */
  public static AclItem parse(String text, RoleGraph roles) {
    int[] at = {0};
    String grantee = name(text, at);
    if (grantee.equals("group") || grantee.equals("user")) {
      grantee = name(text, at);
    }
    if (at[0] >= text.length() || text.charAt(at[0]) != '=') {
      throw invalid("missing \"=\" sign");
    }
    long granted = 0;
    long options = 0;
    long last = 0;
    int i = at[0] + 1;
    for (;
        i < text.length() && (Character.isLetter(text.charAt(i)) || text.charAt(i) == '*');
        i++) {
      if (text.charAt(i) == '*') {
        options |= last;
        continue;
      }
      int bit = AclItem.LETTERS.indexOf(text.charAt(i));
      if (bit < 0) {
        throw invalid("invalid mode character: must be one of \"" + AclItem.LETTERS + "\"");
      }
      last = 1L << bit;
      granted |= last;
    }
    long to = grantee.isEmpty() ? AclItem.PUBLIC : role(grantee, roles);
    long by = RoleObject.POSTGRES_OID;
    if (i < text.length() && text.charAt(i) == '/') {
      at[0] = i + 1;
      String grantor = name(text, at);
      if (grantor.isEmpty()) {
        throw invalid("a name must follow the \"/\" sign");
      }
      by = role(grantor, roles);
    }
    return new AclItem(to, by, granted | Privileges.options(options));
  }

  private static String name(String text, int[] at) {
    int i = at[0];
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    StringBuilder name = new StringBuilder();
    boolean quoted = false;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        name.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (quoted || Character.isLetterOrDigit(c) || c == '_') {
        name.append(c);
      } else {
        break;
      }
      i++;
    }
    at[0] = i;
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
