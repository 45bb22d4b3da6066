package dev.tusk.sql.parser;

import dev.tusk.sql.catalog.QualifiedName;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.grammar.PgParserConstants;
import dev.tusk.sql.grammar.PgToken;
import dev.tusk.sql.statement.AlterDefaultPrivileges;
import dev.tusk.sql.statement.Grant;
import dev.tusk.sql.statement.Grant.Kind;
import dev.tusk.sql.statement.Grant.Privilege;
import dev.tusk.sql.statement.Grant.Target;
import dev.tusk.sql.statement.GrantRole;
import dev.tusk.sql.statement.GrantRole.GrantedRole;
import dev.tusk.sql.statement.RoleSpec;
import dev.tusk.sql.statement.RoutineKind;
import dev.tusk.sql.statement.RoutineName;
import dev.tusk.sql.statement.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** GRANT, REVOKE and ALTER DEFAULT PRIVILEGES. */
final class GrantParser {
  private final Tokens tokens;

  GrantParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Statement statement() {
    boolean revoke = tokens.next().value.equals("revoke");
    boolean grantOption = revoke && tokens.accept("grant", "option", "for");
    boolean adminOption = revoke && tokens.accept("admin", "option", "for");
    boolean all = !adminOption && tokens.accept("all");
    List<Privilege> privileges = all ? all() : tokens.list(this::privilege);
    if (!all && !grantOption && !tokens.is("on")) {
      return membership(revoke, adminOption, privileges);
    }
    tokens.expect("on");
    Target target = target();
    tokens.expect(revoke ? "from" : "to");
    List<RoleSpec> grantees = tokens.list(this::grantee);
    boolean option = !revoke && withOption("grant");
    RoleSpec grantor = grantedBy();
    boolean cascade = revoke && DropParser.cascade(tokens);
    return new Grant(revoke, privileges, target, grantees, option || grantOption, grantor, cascade);
  }

  private Statement membership(boolean revoke, boolean adminOption, List<Privilege> names) {
    tokens.expect(revoke ? "from" : "to");
    List<RoleSpec> members = tokens.list(tokens::role);
    boolean option = !revoke && withOption("admin");
    RoleSpec grantor = grantedBy();
    if (revoke) {
      DropParser.cascade(tokens);
    }
    List<GrantedRole> roles = new ArrayList<>();
    for (Privilege name : names) {
      RoleSpec role = RoleSpec.named(String.valueOf(name.name()));
      roles.add(new GrantedRole(role, !name.columns().isEmpty()));
    }
    return new GrantRole(
        revoke, List.copyOf(roles), members, option || adminOption, grantor, false);
  }

  private boolean withOption(String kind) {
    if (!tokens.accept("with")) {
      return false;
    }
    tokens.expect(kind, "option");
    return true;
  }

  private @Nullable RoleSpec grantedBy() {
    if (!tokens.accept("granted")) {
      return null;
    }
    tokens.expect("by");
    return tokens.role();
  }

  /** What may stand behind ALL. */
  private List<Privilege> all() {
    tokens.accept("privileges");
    return tokens.is(PgParserConstants.LPAREN)
        ? List.of(new Privilege(null, tokens.parenthesizedNames()))
        : List.of();
  }

  private Privilege privilege() {
    boolean reserved = tokens.is("select") || tokens.is("references") || tokens.is("create");
    String name = reserved ? tokens.next().value : tokens.name();
    return new Privilege(name, tokens.optionalNames());
  }

  private RoleSpec grantee() {
    tokens.accept("group");
    return tokens.role();
  }

  private Target target() {
    if (tokens.accept("all")) {
      Kind kind = plural();
      tokens.expect("in", "schema");
      return new Target.AllInSchemas(kind, tokens.names());
    }
    if (tokens.accept("large", "object")) {
      return new Target.LargeObjects(tokens.list(tokens::integer));
    }
    PgToken what = tokens.peek();
    switch (what.keyword == null ? "" : what.keyword.word()) {
      case "table", "sequence", "domain", "type":
        tokens.next();
        return new Target.Named(kind(what), tokens.qualifiedNames());
      case "database", "language", "schema", "tablespace":
        tokens.next();
        return new Target.Named(
            kind(what), tokens.list(() -> new QualifiedName(null, tokens.name())));
      case "function", "procedure", "routine":
        tokens.next();
        RoutineKind kind = RoutineKind.valueOf(what.value.toUpperCase(Locale.ROOT));
        RoutineNameParser names = new RoutineNameParser(tokens);
        List<RoutineName> routines = tokens.list(() -> names.name(kind));
        return new Target.Routines(kind(what), routines);
      case "foreign":
        return foreign();
      case "parameter":
        throw tokens.unsupported("GRANT ON PARAMETER");
      default:
        return new Target.Named(Kind.TABLE, tokens.qualifiedNames());
    }
  }

  private Target foreign() {
    tokens.expect("foreign");
    Kind kind = tokens.accept("server") ? Kind.FOREIGN_SERVER : Kind.FOREIGN_DATA_WRAPPER;
    if (kind == Kind.FOREIGN_DATA_WRAPPER) {
      tokens.expect("data", "wrapper");
    }
    return new Target.Named(kind, tokens.list(() -> new QualifiedName(null, tokens.name())));
  }

  private static Kind kind(PgToken word) {
    return Kind.valueOf(upper(word));
  }

  private static String upper(PgToken word) {
    return word.value.toUpperCase(Locale.ROOT);
  }

  private Kind plural() {
    PgToken what = tokens.peek();
    Kind kind =
        switch (what.keyword == null ? "" : what.keyword.word()) {
          case "tables" -> Kind.TABLE;
          case "sequences" -> Kind.SEQUENCE;
          case "functions" -> Kind.FUNCTION;
          case "procedures" -> Kind.PROCEDURE;
          case "routines" -> Kind.ROUTINE;
          default -> throw tokens.unexpected();
        };
    tokens.next();
    return kind;
  }

  /** ALTER DEFAULT PRIVILEGES, from its second word on. */
  Statement defaults() {
    tokens.expect("default", "privileges");
    List<RoleSpec> roles = List.of();
    List<String> schemas = List.of();
    while (!tokens.is("grant") && !tokens.is("revoke")) {
      if (tokens.accept("in")) {
        tokens.expect("schema");
        schemas = tokens.names();
      } else {
        tokens.expect("for");
        if (!tokens.accept("user")) {
          tokens.expect("role");
        }
        roles = tokens.list(tokens::role);
      }
    }
    return new AlterDefaultPrivileges(roles, schemas, defaultGrant());
  }

  private Grant defaultGrant() {
    boolean revoke = tokens.next().value.equals("revoke");
    boolean grantOption = revoke && tokens.accept("grant", "option", "for");
    List<Privilege> privileges = tokens.accept("all") ? all() : tokens.list(this::privilege);
    tokens.expect("on");
    Target target = new Target.AllInSchemas(defaultKind(), List.of());
    tokens.expect(revoke ? "from" : "to");
    List<RoleSpec> grantees = tokens.list(this::grantee);
    boolean option = !revoke && withOption("grant");
    boolean cascade = revoke && DropParser.cascade(tokens);
    return new Grant(revoke, privileges, target, grantees, option || grantOption, null, cascade);
  }

  private Kind defaultKind() {
    if (tokens.accept("types")) {
      return Kind.TYPE;
    }
    if (tokens.accept("schemas")) {
      return Kind.SCHEMA;
    }
    SqlException unexpected = tokens.unexpected();
    Kind kind = plural();
    return switch (kind) {
      case ROUTINE -> Kind.FUNCTION;
      case TABLE, SEQUENCE, FUNCTION -> kind;
      case PROCEDURE,
          DATABASE,
          DOMAIN,
          FOREIGN_DATA_WRAPPER,
          FOREIGN_SERVER,
          LANGUAGE,
          LARGE_OBJECT,
          SCHEMA,
          TABLESPACE,
          TYPE ->
          throw unexpected;
    };
  }
}
