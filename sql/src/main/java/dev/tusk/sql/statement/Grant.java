package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * GRANT or REVOKE of privileges on objects.
 *
 * @param privileges none for ALL
 * @param option with, or for a REVOKE only, GRANT OPTION
 * @param grantedBy null where it is not written
 */
public record Grant(
    boolean revoke,
    List<Privilege> privileges,
    Target target,
    List<RoleSpec> grantees,
    boolean option,
    @Nullable RoleSpec grantedBy,
    boolean cascade)
    implements RightsCommand {

  /**
   * A privilege as written.
   *
   * @param name in lower case; null for ALL of some columns
   * @param columns none for the whole object
   */
  public record Privilege(@Nullable String name, List<String> columns) {}

  /** Kinds of objects that have privileges. */
  public enum Kind {
    TABLE,
    SEQUENCE,
    FUNCTION,
    PROCEDURE,
    ROUTINE,
    DATABASE,
    DOMAIN,
    FOREIGN_DATA_WRAPPER,
    FOREIGN_SERVER,
    LANGUAGE,
    LARGE_OBJECT,
    SCHEMA,
    TABLESPACE,
    TYPE
  }

  /** What privileges are on. */
  public sealed interface Target {
    Kind kind();

    /** Objects by their names. */
    record Named(Kind kind, List<QualifiedName> names) implements Target {}

    /** Functions, by name and arguments. */
    record Routines(Kind kind, List<RoutineName> names) implements Target {}

    record LargeObjects(List<Long> oids) implements Target {
      @Override
      public Kind kind() {
        return Kind.LARGE_OBJECT;
      }
    }

    /** ALL … IN SCHEMA. */
    record AllInSchemas(Kind kind, List<String> schemas) implements Target {}
  }
}
