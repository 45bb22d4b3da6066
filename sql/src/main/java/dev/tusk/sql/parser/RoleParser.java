package dev.tusk.sql.parser;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.grammar.PgToken;
import dev.tusk.sql.statement.AlterRole;
import dev.tusk.sql.statement.AlterRoleSetting;
import dev.tusk.sql.statement.CreateRole;
import dev.tusk.sql.statement.DropOwned;
import dev.tusk.sql.statement.DropRoles;
import dev.tusk.sql.statement.GrantRole;
import dev.tusk.sql.statement.GrantRole.GrantedRole;
import dev.tusk.sql.statement.ReassignOwned;
import dev.tusk.sql.statement.RenameRole;
import dev.tusk.sql.statement.RoleOption;
import dev.tusk.sql.statement.RoleOption.Attribute;
import dev.tusk.sql.statement.RoleOption.Membership;
import dev.tusk.sql.statement.RoleSpec;
import dev.tusk.sql.statement.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Statements about roles and what belongs to them. */
final class RoleParser {
  /** Words for a role. */
  static final Set<String> KINDS = Set.of("role", "user", "group");

  /** Attributes that are plain names to the scanner; with NO before them they are off. */
  private static final Map<String, Attribute.Name> ATTRIBUTES =
      Map.of(
          "superuser", Attribute.Name.SUPERUSER,
          "createrole", Attribute.Name.CREATEROLE,
          "replication", Attribute.Name.REPLICATION,
          "createdb", Attribute.Name.CREATEDB,
          "login", Attribute.Name.LOGIN,
          "bypassrls", Attribute.Name.BYPASSRLS,
          "inherit", Attribute.Name.INHERIT);

  private final Tokens tokens;

  RoleParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Statement create() {
    if (tokens.is(2, "mapping")) {
      return StatementParser.unsupported(tokens, UnsupportedFeature.of(tokens, "CREATE"));
    }
    boolean user = tokens.next().value.equals("user");
    String name = tokens.roleName();
    tokens.accept("with");
    return new CreateRole(name, user, options(true));
  }

  Statement alter() {
    boolean group = tokens.next().value.equals("group");
    if (!group && tokens.is("all")) {
      tokens.next();
      return setting(null);
    }
    if (tokens.is(2, "rename")) {
      String name = tokens.roleName();
      tokens.expect("rename", "to");
      return new RenameRole(name, tokens.roleName());
    }
    RoleSpec role = tokens.role();
    if (group) {
      boolean drop = tokens.is("drop");
      tokens.expect(drop ? "drop" : "add", "user");
      List<RoleSpec> members = tokens.list(tokens::role);
      return new GrantRole(drop, List.of(new GrantedRole(role, false)), members, false, null, true);
    }
    if (tokens.is("set") || tokens.is("reset") || tokens.is("in")) {
      return setting(role);
    }
    tokens.accept("with");
    return new AlterRole(role, options(false));
  }

  private Statement setting(@Nullable RoleSpec role) {
    String database = null;
    if (tokens.accept("in")) {
      tokens.expect("database");
      database = tokens.name();
    }
    return new AlterRoleSetting(role, database, change(), false);
  }

  private Statement change() {
    if (!tokens.is("set") && !tokens.is("reset")) {
      throw tokens.unexpected();
    }
    return new SettingParser(tokens).routineSetting();
  }

  /** ALTER DATABASE … SET and RESET. */
  Statement databaseSetting(String name) {
    return new AlterRoleSetting(null, name, change(), true);
  }

  Statement drop() {
    tokens.next();
    boolean ifExists = DropParser.ifExists(tokens);
    return new DropRoles(tokens.list(tokens::role), ifExists);
  }

  Statement dropOwned() {
    tokens.expect("owned", "by");
    List<RoleSpec> roles = tokens.list(tokens::role);
    return new DropOwned(roles, DropParser.cascade(tokens));
  }

  Statement reassignOwned() {
    tokens.expect("reassign", "owned", "by");
    List<RoleSpec> roles = tokens.list(tokens::role);
    tokens.expect("to");
    return new ReassignOwned(roles, tokens.role());
  }

  private List<RoleOption> options(boolean create) {
    List<RoleOption> options = new ArrayList<>();
    Set<Object> seen = new HashSet<>();
    while (!tokens.atEnd()) {
      RoleOption option = option(create);
      if (!seen.add(what(option))) {
        throw SqlException.of(SqlState.SYNTAX_ERROR, "conflicting or redundant options")
            .at(option.position());
      }
      options.add(option);
    }
    return List.copyOf(options);
  }

  private static Object what(RoleOption option) {
    return switch (option) {
      case Attribute a -> a.name();
      case Membership m -> m.direction();
      case RoleOption.Password _ -> RoleOption.Password.class;
      case RoleOption.ConnectionLimit _ -> RoleOption.ConnectionLimit.class;
      case RoleOption.ValidUntil _ -> RoleOption.ValidUntil.class;
      case RoleOption.SysId _ -> RoleOption.SysId.class;
    };
  }

  private RoleOption option(boolean create) {
    PgToken token = tokens.peek();
    int position = token.beginColumn;
    if (tokens.accept("encrypted")) {
      tokens.expect("password");
      return new RoleOption.Password(tokens.string(), position);
    }
    if (tokens.is("unencrypted")) {
      throw SqlException.of(
              SqlState.FEATURE_NOT_SUPPORTED, "UNENCRYPTED PASSWORD is no longer supported")
          .withHint("Remove UNENCRYPTED to store the password in encrypted form instead.")
          .at(position);
    }
    if (tokens.accept("password")) {
      String text = tokens.accept("null") ? null : tokens.string();
      return new RoleOption.Password(text, position);
    }
    if (tokens.accept("connection")) {
      tokens.expect("limit");
      return new RoleOption.ConnectionLimit(tokens.integer(), position);
    }
    if (tokens.accept("valid")) {
      tokens.expect("until");
      return new RoleOption.ValidUntil(tokens.string(), position);
    }
    if (tokens.accept("user")) {
      return members(Membership.Direction.MEMBERS, position);
    }
    if (create && tokens.accept("sysid")) {
      tokens.integer();
      return new RoleOption.SysId(position);
    }
    if (create && tokens.accept("admin")) {
      return members(Membership.Direction.ADMINS, position);
    }
    if (create && tokens.accept("role")) {
      return members(Membership.Direction.MEMBERS, position);
    }
    if (create && tokens.accept("in")) {
      if (!tokens.accept("group")) {
        tokens.expect("role");
      }
      return members(Membership.Direction.IN_ROLE, position);
    }
    return attribute(token);
  }

  private RoleOption members(Membership.Direction direction, int position) {
    return new Membership(direction, tokens.list(tokens::role), position);
  }

  private RoleOption attribute(PgToken token) {
    boolean plain = token.keyword == null && token.isColumnName() || token.is("inherit");
    if (!plain) {
      throw tokens.unexpected();
    }
    String word = tokens.next().value.toLowerCase(Locale.ROOT);
    Attribute.Name on = ATTRIBUTES.get(word);
    Attribute.Name off = word.startsWith("no") ? ATTRIBUTES.get(word.substring(2)) : null;
    if (on == null && off == null) {
      throw SqlException.of(SqlState.SYNTAX_ERROR, "unrecognized role option \"" + word + "\"")
          .at(token.beginColumn);
    }
    return off == null
        ? new Attribute(Objects.requireNonNull(on), true, token.beginColumn)
        : new Attribute(off, false, token.beginColumn);
  }
}
