package dev.tusk.sql.catalog;

/**
 * What a view is, beside its columns.
 *
 * @param text its query, as the printer of queries stores it: by names with their schema
 * @param checkOption what rows that are written through it must satisfy
 * @param securityBarrier whether its rows are chosen before any condition on them is asked that
 *     might tell of the others
 * @param owner by whose rights it reads: an OID; 0 where it is who reads it (security_invoker)
 */
public record View(String text, CheckOption checkOption, boolean securityBarrier, long owner) {
  /** Whose rights count inside, where it is read by those of {@code reader}. */
  public long role(long reader) {
    return owner == 0 ? reader : owner;
  }

  /** WITH CHECK OPTION. */
  public enum CheckOption {
    NONE,
    /** Its own condition. */
    LOCAL,
    /** Those of the views below it too. */
    CASCADED
  }
}
