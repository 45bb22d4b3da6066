package dev.tusk.executor.pgcatalog;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.List;

/**
 * The memory from which a session takes what it needs: the heap of the server, which all sessions
 * share and which is not divided further. PostgreSQL lists the contexts of one process here.
 */
final class PgBackendMemoryContexts {
  private PgBackendMemoryContexts() {}

  static final SystemTable<?> TABLE =
      SystemTable.<MemoryUsage>named(
              "pg_catalog",
              "pg_backend_memory_contexts",
              12134,
              _ -> List.of(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage()))
          .column("name", "text", (_, _) -> "TopMemoryContext")
          .column("ident", "text", (_, _) -> null)
          .column("parent", "text", (_, _) -> null)
          .column("level", "int4", (_, _) -> 0)
          .column("total_bytes", "int8", (heap, _) -> heap.getCommitted())
          .column("total_nblocks", "int8", (_, _) -> 1L)
          .column("free_bytes", "int8", (heap, _) -> heap.getCommitted() - heap.getUsed())
          .column("free_chunks", "int8", (_, _) -> 0L)
          .column("used_bytes", "int8", (heap, _) -> heap.getUsed())
          .build();
}
