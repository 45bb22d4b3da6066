package dev.tusk.sql.statement;

import java.util.List;

/** CREATE DATABASE. */
public record CreateDatabase(String name, List<Option> options) implements Command {}
