package dev.tusk.sql.statement;

import org.jspecify.annotations.Nullable;

/**
 * SET TRANSACTION, or SET SESSION CHARACTERISTICS AS TRANSACTION.
 *
 * @param session for all transactions to come
 * @param snapshot of SET TRANSACTION SNAPSHOT; null without it
 */
public record SetTransaction(boolean session, TransactionModes modes, @Nullable String snapshot)
    implements Statement {}
