package dev.tusk.executor.catalogview;

/** A database; a template one is copied by CREATE DATABASE. */
public record DatabaseRow(long oid, String name, boolean template, boolean connectable) {}
