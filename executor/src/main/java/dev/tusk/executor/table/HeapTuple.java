package dev.tusk.executor.table;

import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.Numeric;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import dev.tusk.storage.NewRow;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes a row takes in PostgreSQL's heap (access/common/heaptuple.c, heaptoast.c): a
 * header with a bitmap where there are NULLs, then each value at its alignment, short ones with a
 * length of one byte. What is longer than a quarter of a block has its longest values elsewhere;
 * they are counted as they are, as if none could be compressed.
 */
final class HeapTuple {
  private static final int HEADER_BYTES = 23;
  private static final int SHORT_BYTES = 126;
  private static final int POINTER_BYTES = 18;
  private static final int BLOCK_BYTES = 8192;

  /** TOAST_TUPLE_THRESHOLD, and what MAIN values may fill. */
  private static final int THRESHOLD = 2032;

  private static final int MAIN_THRESHOLD = 8160;
  private static final int ARRAY_HEADER_BYTES = 12;

  private final int columns;
  private final Type[] types;
  private final int[] lengths;
  private final int[] alignments;
  private final char[] storages;
  private final int reserved;
  private final int target;
  private final boolean bounded;

  HeapTuple(List<Column> columns, Map<String, String> options) {
    this.columns = columns.size();
    types = new Type[this.columns];
    lengths = new int[this.columns];
    alignments = new int[this.columns];
    storages = new char[this.columns];
    boolean fixed = true;
    for (int i = 0; i < types.length; i++) {
      Type type = columns.get(i).type();
      types[i] = type;
      lengths[i] = type.length();
      alignments[i] =
          switch (type.alignment()) {
            case 'c' -> 1;
            case 's' -> 2;
            case 'd' -> 8;
            default -> 4;
          };
      storages[i] = type.storage();
      fixed &= lengths[i] >= 0;
    }
    reserved = BLOCK_BYTES * (100 - number(options, "fillfactor", 100)) / 100;
    target = number(options, "toast_tuple_target", THRESHOLD);
    bounded = fixed;
  }

  private static int number(Map<String, String> options, String name, int otherwise) {
    String text = options.get(name);
    try {
      return text == null ? otherwise : Integer.parseInt(text);
    } catch (NumberFormatException _) {
      return otherwise;
    }
  }

  /**
   * Tells a row its size.
   *
   * @param live the columns that {@code values} are of, by {@code attnum}
   * @param stored bytes that each of them takes here, without its length
   */
  void measure(NewRow row, int[] live, @Nullable Object[] values, int[] stored) {
    boolean nulls = live.length < columns;
    for (int i = 0; i < live.length && !nulls; i++) {
      nulls = values[i] == null;
    }
    int header = header(nulls);
    int data = data(live, values, stored);
    if (bounded || header + data <= THRESHOLD) {
      row.size(header + data, reserved, 0);
    } else {
      outOfLine(row, header, live, values, stored);
    }
  }

  private int header(boolean nulls) {
    return HEADER_BYTES + (nulls ? columns + 7 >> 3 : 0) + 7 & -8;
  }

  private int data(int[] live, @Nullable Object[] values, int[] stored) {
    int at = 0;
    for (int i = 0; i < live.length; i++) {
      Object value = values[i];
      if (value == null) {
        continue;
      }
      int column = live[i] - 1;
      if (lengths[column] >= 0) {
        at = align(at, alignments[column]) + lengths[column];
      } else {
        at = end(at, column, stored[i] < 0 ? POINTER_BYTES - 1 : payload(column, value, stored[i]));
      }
    }
    return at;
  }

  private int end(int at, int column, int payload) {
    return payload <= SHORT_BYTES && storages[column] != 'p'
        ? at + 1 + payload
        : align(at, alignments[column]) + 4 + payload;
  }

  private static int align(int at, int alignment) {
    return at + alignment - 1 & -alignment;
  }

  /** The longest values go elsewhere until the rest is short enough; those of MAIN if need be. */
  private void outOfLine(
      NewRow row, int header, int[] live, @Nullable Object[] values, int[] stored) {
    long moved = 0;
    int[] left = stored.clone();
    for (boolean main : new boolean[] {false, true}) {
      int most = (main ? MAIN_THRESHOLD : target) - header;
      int next = 0;
      while (next >= 0 && data(live, values, left) > most) {
        next = longest(live, values, left, main);
        if (next >= 0) {
          moved += 4 + payload(live[next] - 1, values[next], left[next]);
          left[next] = -1;
        }
      }
    }
    row.size(header + data(live, values, left), reserved, moved);
  }

  private int longest(int[] live, @Nullable Object[] values, int[] stored, boolean main) {
    int found = -1;
    int length = POINTER_BYTES + 6;
    for (int i = 0; i < live.length; i++) {
      int column = live[i] - 1;
      boolean may =
          main ? storages[column] == 'm' : storages[column] != 'p' && storages[column] != 'm';
      Object value = values[i];
      if (value != null && lengths[column] < 0 && stored[i] >= 0 && may) {
        int payload = payload(column, value, stored[i]);
        if (payload > length) {
          length = payload;
          found = i;
        }
      }
    }
    return found;
  }

  private int payload(int column, @Nullable Object value, int stored) {
    return value == null ? 0 : payload(types[column], value, stored);
  }

  /** Bytes of a value without its length word. */
  private static int payload(Type type, Object value, int stored) {
    return switch (value) {
      case Numeric number -> numeric(number);
      case float[] vector -> 4 + 4 * vector.length;
      case short[] halves -> 4 + 2 * halves.length;
      case ArrayValue array -> array(type, array);
      default -> stored;
    };
  }

  /** {@code make_result}: two bytes, and two for each four decimal digits. */
  private static int numeric(Numeric number) {
    if (!number.isFinite()) {
      return 2;
    }
    BigDecimal value = number.decimal();
    if (value.signum() == 0) {
      return 2;
    }
    BigDecimal bare = value.stripTrailingZeros();
    int scale = bare.scale();
    int groupsBehind = Math.max(0, scale + 3 >> 2);
    int digits = bare.precision() + 4 * groupsBehind - scale;
    int zeros = Math.max(0, -scale) / 4;
    int groups = digits + 3 >> 2;
    int weight = groups - groupsBehind - 1;
    boolean brief = value.scale() <= 63 && weight >= -64 && weight <= 63;
    return (brief ? 2 : 4) + 2 * (groups - zeros);
  }

  private static int array(Type type, ArrayValue array) {
    Type element = type.elementType();
    if (element == null || array.size() == 0) {
      return ARRAY_HEADER_BYTES;
    }
    int at = 4 + ARRAY_HEADER_BYTES + 8 * array.dimensions();
    boolean nulls = false;
    for (int i = 0; i < array.size() && !nulls; i++) {
      nulls = array.get(i) == null;
    }
    at = align(nulls ? at + (array.size() + 7 >> 3) : at, 8);
    int alignment = element.alignment() == 'd' ? 8 : element.alignment() == 's' ? 2 : 4;
    if (element.alignment() == 'c') {
      alignment = 1;
    }
    for (int i = 0; i < array.size(); i++) {
      Object value = array.get(i);
      if (value == null) {
        continue;
      }
      at = align(at, alignment);
      at += element.length() >= 0 ? element.length() : 4 + payload(element, value, bytes(value));
    }
    return at - 4;
  }

  private static int bytes(Object value) {
    return switch (value) {
      case String text -> text.length();
      case byte[] bytes -> bytes.length;
      default -> Types.INT8.length();
    };
  }
}
