package dev.tusk.sql.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a relation: what is done when something is done to it.
 *
 * @param instead whether that takes the place of what was asked for
 * @param condition over the rows that {@code old} and {@code new} stand for; null for none
 * @param actions SQL, as the printer of queries stores it; empty for NOTHING
 * @param readsRows whether condition or actions name the rows that are changed, so that the actions
 *     are done for each of them
 * @param owner the relation's, by whose rights the actions are done
 */
public record Rule(
    String name,
    RuleEvent event,
    boolean instead,
    @Nullable String condition,
    List<String> actions,
    boolean readsRows,
    long owner) {}
