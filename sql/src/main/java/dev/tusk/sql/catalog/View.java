package dev.tusk.sql.catalog;

/**
 * What a view is, beside its columns.
 *
 * @param text its query, as the printer of queries stores it: by names with their schema
 * @param checkOption what rows that are written through it must satisfy
 * @param securityBarrier whether its rows are chosen before any condition on them is asked that
 *     might tell of the others
 * @param owner by whose rights it reads: an OID; 0 where these are the session's
 *     (security_invoker), also within views that read by their owners' rights
 */
public record View(String text, CheckOption checkOption, boolean securityBarrier, long owner) {
  /** WITH CHECK OPTION. */
  public enum CheckOption {
    NONE,
    /** Its own condition. */
    LOCAL,
    /** Those of the views below it too. */
    CASCADED
  }
}
