package dev.tusk.sql.parser;

/**
 * What makes two statements the same for the plan cache: their tokens, without comments and layout,
 * and without the values of folded literals. Whoever caches adds what else decides a plan:
 * parameter types, search path, catalog version, settings.
 */
public record PlanCacheKey(String tokens) {}
