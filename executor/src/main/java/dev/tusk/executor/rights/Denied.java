package dev.tusk.executor.rights;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;

/** What is said to who may not do something (aclcheck_error of catalog/aclchk.c). */
public final class Denied {
  private Denied() {}

  /** {@code permission denied for table t}. */
  public static SqlException of(String kind, String name) {
    return because("permission denied for " + kind + " " + name);
  }

  /** {@code must be owner of table t}. */
  public static SqlException notOwner(String kind, String name) {
    return because("must be owner of " + kind + " " + name);
  }

  public static SqlException because(String message) {
    return SqlException.of(SqlState.INSUFFICIENT_PRIVILEGE, message);
  }
}
