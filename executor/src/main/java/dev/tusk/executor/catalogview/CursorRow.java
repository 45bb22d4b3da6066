package dev.tusk.executor.catalogview;

/** An open cursor of the session. */
public record CursorRow(
    String name,
    String statement,
    boolean holdable,
    boolean binary,
    boolean scrollable,
    Long opened) {}
