package dev.tusk.executor.catalogview;

import dev.tusk.sql.catalog.Policy;
import dev.tusk.sql.catalog.Table;
import java.util.List;

/**
 * A policy, its conditions in the words of who asks.
 *
 * @param roles whom it binds, by OID; 0 is everyone
 */
public record PolicyRow(long oid, Table table, Policy policy, List<Long> roles) {}
