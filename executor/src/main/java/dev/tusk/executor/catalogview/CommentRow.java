package dev.tusk.executor.catalogview;

/** A comment on an object; {@code column} is 0 for the object itself. */
public record CommentRow(long objectOid, long classOid, int column, String text) {}
