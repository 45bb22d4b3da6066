package dev.tusk.executor.routine;

import java.util.ArrayDeque;

/** The calls and statements of bodies that run in a session now, one inside the other. */
public final class CallStack {
  private final ArrayDeque<Entry> entries = new ArrayDeque<>();

  /** A call, or a statement of a body that runs. */
  public interface Entry {
    /** As an error's context tells of it. */
    String where();
  }

  public void push(Entry entry) {
    entries.push(entry);
  }

  public void pop() {
    entries.pop();
  }

  /** The lines of context from an entry outwards, that of the entry first. */
  @SuppressWarnings("ReferenceEquality") // The same call, not one like it.
  public String from(Entry innermost) {
    StringBuilder lines = new StringBuilder();
    boolean seen = false;
    for (Entry entry : entries) {
      seen |= entry == innermost;
      if (seen) {
        lines.append(lines.isEmpty() ? "" : "\n").append(entry.where());
      }
    }
    return lines.toString();
  }
}
