package dev.tusk.sql.catalog;

/**
 * What of a trigger decides which rows its condition may name.
 *
 * @param insert whether it fires upon INSERT, where there is no old row
 * @param delete whether it fires upon DELETE, where there is no new row
 * @param before whether it fires before the row is there
 */
public record TriggerKind(boolean perRow, boolean insert, boolean delete, boolean before) {}
