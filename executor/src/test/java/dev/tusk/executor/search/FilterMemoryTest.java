package dev.tusk.executor.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tusk.executor.catalog.CatalogObject.OnCommit;
import dev.tusk.executor.catalog.CatalogObject.TableObject;
import dev.tusk.executor.table.TableLayout;
import dev.tusk.sql.catalog.Partitioning;
import dev.tusk.sql.catalog.Table;
import dev.tusk.sql.statement.Persistence;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FilterMemoryTest {
  private final RowFilter.Shape shape = new RowFilter.Shape("a = $1", List.of(1));

  private static TableLayout layout() {
    Table table = new Table(7, "public", "t", Table.Kind.TABLE, List.of(), List.of(), List.of());
    return new TableLayout(
        new TableObject(
            1,
            table,
            1,
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Persistence.PERMANENT,
            OnCommit.PRESERVE_ROWS,
            Map.of(),
            null,
            List.of(),
            Partitioning.NONE));
  }

  private RowFilter.Identity filter(Object... constants) {
    return new RowFilter.Identity(shape, constants);
  }

  @Test
  void filtersAreToldApartByShapeConstantsAndTable() {
    FilterMemory memory = new FilterMemory(1 << 20);
    TableLayout layout = layout();
    RowDecisions decisions = memory.findOrAdd(layout, filter(1, new byte[] {1, 2}));
    RowFilter.Shape same = new RowFilter.Shape("a = $1", List.of(1));
    assertThat(
            memory.find(layout, new RowFilter.Identity(same, new Object[] {1, new byte[] {1, 2}})))
        .isSameAs(decisions);
    assertThat(memory.find(layout, filter(1, new byte[] {1, 3}))).isNull();
    assertThat(memory.find(layout, filter(1, null))).isNull();
    RowFilter.Shape other = new RowFilter.Shape("a = $1", List.of(2));
    assertThat(
            memory.find(layout, new RowFilter.Identity(other, new Object[] {1, new byte[] {1, 2}})))
        .isNull();
    assertThat(memory.find(layout(), filter(1, new byte[] {1, 2}))).isNull();
  }

  @Test
  void theOnesNotUsedForLongestAreForgottenFirst() {
    FilterMemory memory = new FilterMemory(10 * new RowDecisions().bytes());
    TableLayout layout = layout();
    for (int i = 0; i < 50; i++) {
      memory.findOrAdd(layout, filter(i));
      assertThat(memory.find(layout, filter(0))).as("after %d more", i).isNotNull();
    }
    assertThat(memory.size()).isEqualTo(10);
    assertThat(memory.find(layout, filter(49))).isNotNull();
    assertThat(memory.find(layout, filter(40))).isNull();
  }

  @Test
  void theirNumberIsBoundedToo() {
    FilterMemory memory = new FilterMemory(Long.MAX_VALUE);
    TableLayout layout = layout();
    for (int i = 0; i < 5000; i++) {
      memory.findOrAdd(layout, filter(i));
    }
    assertThat(memory.size()).isEqualTo(1024);
  }

  @Test
  void aTableThatChangesTakesItsFiltersAlong() {
    FilterMemory memory = new FilterMemory(1 << 20);
    TableLayout layout = layout();
    TableLayout other = layout();
    memory.findOrAdd(layout, filter(1));
    memory.findOrAdd(other, filter(1));
    memory.forget(layout);
    assertThat(memory.find(layout, filter(1))).isNull();
    assertThat(memory.find(other, filter(1))).isNotNull();
  }
}
