package dev.tusk.sql.statement;

/**
 * An option of a foreign object, as OPTIONS writes it.
 *
 * @param value empty where the option is dropped
 */
public record ForeignOption(Action action, String name, String value) {
  /** What becomes of the option. */
  public enum Action {
    ADD,
    SET,
    DROP
  }
}
