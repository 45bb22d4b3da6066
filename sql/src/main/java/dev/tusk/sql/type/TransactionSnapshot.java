package dev.tusk.sql.type;

import java.util.List;

/**
 * A value of {@code pg_snapshot}: the numbers of transactions that are seen, without signs.
 *
 * @param xmin all below it are seen
 * @param xmax none from it on is
 * @param inProgress those between them that are not, in order and each once
 */
public record TransactionSnapshot(long xmin, long xmax, List<Long> inProgress) {
  public boolean sees(long number) {
    return Long.compareUnsigned(number, xmin) < 0
        || Long.compareUnsigned(number, xmax) < 0 && !inProgress.contains(number);
  }
}
