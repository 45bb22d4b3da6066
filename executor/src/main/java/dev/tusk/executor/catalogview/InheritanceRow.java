package dev.tusk.executor.catalogview;

/**
 * That a table inherits from another.
 *
 * @param number of the parent among the child's, from 1
 */
public record InheritanceRow(long child, long parent, int number) {}
