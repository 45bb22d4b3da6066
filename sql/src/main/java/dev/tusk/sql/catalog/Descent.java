package dev.tusk.sql.catalog;

/**
 * How a column or constraint came to its table: {@code attislocal} and {@code attinhcount}, {@code
 * conislocal} and {@code coninhcount}.
 *
 * @param local whether it was made for the table itself, and stays when no parent has it any more
 * @param parents how many parents it is inherited from
 */
public record Descent(boolean local, int parents) {
  /** Of what belongs to the table alone. */
  public static final Descent OWN = new Descent(true, 0);

  public boolean inherited() {
    return parents > 0;
  }

  /** The same with one more parent that has it. */
  public Descent fromOneMore() {
    return new Descent(local, parents + 1);
  }

  /** The same with one parent less. */
  public Descent fromOneLess() {
    return new Descent(local, parents - 1);
  }

  /** The same, made for the table itself too. */
  public Descent made() {
    return new Descent(true, parents);
  }
}
