package dev.tusk.storage;

/** A mark in a transaction to roll back to, as often as wished. */
public interface Savepoint {}
