package dev.tusk.vector.memory;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/** Search contexts, handed from search to search without a lock and without garbage. */
public final class ContextPool<C extends Context> {
  private static final int KEPT = 64;

  private final Supplier<C> maker;
  private final AtomicReferenceArray<C> idle = new AtomicReferenceArray<>(KEPT);
  private final List<C> all = new CopyOnWriteArrayList<>();

  public ContextPool(Supplier<C> maker) {
    this.maker = maker;
  }

  /** A context that is entered: memory seen through it stays until {@link #release}. */
  public C acquire() {
    int start = (int) Thread.currentThread().threadId() & (KEPT - 1);
    for (int i = 0; i < KEPT; i++) {
      int at = (start + i) & (KEPT - 1);
      if (idle.getPlain(at) != null) {
        C context = idle.getAndSet(at, null);
        if (context != null) {
          context.enter();
          return context;
        }
      }
    }
    C context = maker.get();
    context.enter();
    all.add(context);
    return context;
  }

  public void release(C context) {
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
  public void awaitOthers() {
    for (C context : all) {
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
