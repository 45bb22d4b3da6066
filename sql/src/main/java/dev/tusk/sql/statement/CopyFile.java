package dev.tusk.sql.statement;

/** A file on the server, or a program to run there. */
public record CopyFile(String name, boolean program) {}
