package dev.tusk.vector;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Search contexts, handed from search to search without a lock and without garbage. */
final class ContextPool {
  private static final int KEPT = 64;

  private final int dimension;
  private final ExactDistance bySlots;
  private final AtomicReferenceArray<SearchContext> idle = new AtomicReferenceArray<>(KEPT);
  private final List<SearchContext> all = new CopyOnWriteArrayList<>();

  ContextPool(int dimension, ExactDistance bySlots) {
    this.dimension = dimension;
    this.bySlots = bySlots;
  }

  /** A context that is entered: memory seen through it stays until {@link #release}. */
  SearchContext acquire() {
    int start = (int) Thread.currentThread().threadId() & (KEPT - 1);
    for (int i = 0; i < KEPT; i++) {
      int at = (start + i) & (KEPT - 1);
      if (idle.getPlain(at) != null) {
        SearchContext context = idle.getAndSet(at, null);
        if (context != null) {
          context.enter();
          return context;
        }
      }
    }
    SearchContext context = new SearchContext(dimension, bySlots);
    context.enter();
    all.add(context);
    return context;
  }

  void release(SearchContext context) {
    context.exit();
    int start = (int) Thread.currentThread().threadId() & (KEPT - 1);
    for (int i = 0; i < KEPT; i++) {
      int at = (start + i) & (KEPT - 1);
      if (idle.getPlain(at) == null && idle.compareAndSet(at, null, context)) {
        return;
      }
    }
    all.remove(context);
  }

  /** Waits until every search and insert that runs now has ended. Not to be called within one. */
  void awaitOthers() {
    for (SearchContext context : all) {
      long ticket = context.ticket();
      if ((ticket & 1) == 0) {
        continue;
      }
      int spins = 0;
      while (context.ticket() == ticket) {
        if (++spins < 100) {
          Thread.onSpinWait();
        } else {
          Thread.yield();
        }
      }
    }
  }
}
