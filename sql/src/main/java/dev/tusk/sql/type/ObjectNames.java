package dev.tusk.sql.type;

import java.util.Optional;

/**
 * Names of catalog objects, for {@code regclass} and its kin: the executor binds one for the
 * session around each call, by {@code ScopedValue.where(ObjectNames.CURRENT, names)}.
 *
 * <p>Without one, these types print numbers and read numbers only.
 */
public interface ObjectNames {
  ScopedValue<ObjectNames> CURRENT = ScopedValue.newInstance();

  /**
   * The object's name as the type prints it: quoted where needed, qualified when not on the search
   * path. Empty when there is none: then the number is printed.
   */
  Optional<String> name(Type type, long oid);

  /**
   * The OID for a name as written, quotes and schema included.
   *
   * @throws dev.tusk.sql.error.SqlException 42P01, 42704 or 42883 when there is no such object
   */
  long oid(Type type, String name);

  /**
   * A privilege as {@code aclitem} writes it, whose roles are looked up.
   *
   * @throws dev.tusk.sql.error.SqlException 22P02 for what is none, 42704 for a role that is not
   *     there
   */
  String aclItem(String text);
}
