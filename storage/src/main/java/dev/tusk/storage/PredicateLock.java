package dev.tusk.storage;

/**
 * What a transaction under SERIALIZABLE has read, and is watched for until all beside it are over.
 *
 * @param owner the session that it is one of
 * @param index of the relation, where keys of it were looked for; 0 for the relation's own rows
 * @param place of the one row that was read, {@code block << 16 | offset}; -1 for all rows
 */
public record PredicateLock(long owner, long relation, long index, long place) {}
