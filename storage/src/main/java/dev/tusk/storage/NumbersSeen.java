package dev.tusk.storage;

import java.util.List;

/**
 * The numbers of transactions that a snapshot sees.
 *
 * @param own that of the transaction itself, 0 for none
 * @param xmin all below it are over
 * @param xmax none from it on is seen
 * @param inProgress those between them that are not seen, in order
 */
public record NumbersSeen(long own, long xmin, long xmax, List<Long> inProgress) {}
