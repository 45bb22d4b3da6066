package dev.tusk.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TransactionNumbersTest {
  private final TransactionNumbers numbers = new TransactionNumbers();

  @Test
  void aSnapshotSeesWhatWasCommittedUpToIt() {
    numbers.startAfter(1009);
    long first = numbers.assign();
    long second = numbers.assign();
    long third = numbers.assign();
    numbers.committed(third, 5);
    numbers.ended(third, false, 5);
    numbers.committed(first, 7);
    numbers.ended(first, false, 7);

    assertThat(numbers.seen(4, 0)).isEqualTo(new NumbersSeen(0, 1010, 1010, java.util.List.of()));
    assertThat(numbers.seen(5, 0))
        .isEqualTo(new NumbersSeen(0, 1010, 1013, java.util.List.of(first, second)));
    assertThat(numbers.seen(7, 0))
        .isEqualTo(new NumbersSeen(0, 1011, 1013, java.util.List.of(second)));
    assertThat(numbers.seen(7, second))
        .isEqualTo(new NumbersSeen(second, 1011, 1013, java.util.List.of()));
  }

  @Test
  void theEndOfATransactionIsKnownUntilManyHaveFollowed() {
    numbers.startAfter(2);
    long open = numbers.assign();
    long undone = numbers.assign();
    numbers.ended(undone, true, 1);
    long readOnly = numbers.assign();
    numbers.ended(readOnly, false, 1);

    assertThat(numbers.state(open)).isEqualTo(TransactionState.IN_PROGRESS);
    assertThat(numbers.state(undone)).isEqualTo(TransactionState.ROLLED_BACK);
    assertThat(numbers.state(readOnly)).isEqualTo(TransactionState.COMMITTED);
    assertThat(numbers.state(readOnly + 1)).isEqualTo(TransactionState.FUTURE);
    assertThat(numbers.state(2)).isEqualTo(TransactionState.FORGOTTEN);

    for (int i = 0; i < 1 << 16; i++) {
      numbers.ended(numbers.assign(), false, 1);
    }
    assertThat(numbers.state(undone)).isEqualTo(TransactionState.FORGOTTEN);
    assertThat(numbers.state(open)).isEqualTo(TransactionState.IN_PROGRESS);
    assertThat(numbers.seen(1, 0).inProgress()).containsExactly(open);
  }
}
