package dev.tusk.executor.catalogview;

/**
 * Whether policies of a table are asked.
 *
 * @param forced whether they bind its owner too
 */
public record RowSecurityRow(boolean enabled, boolean forced) {
  public static final RowSecurityRow NONE = new RowSecurityRow(false, false);
}
