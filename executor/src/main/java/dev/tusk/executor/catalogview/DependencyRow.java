package dev.tusk.executor.catalogview;

import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.ObjectAddress;

/** That one object needs another. */
public record DependencyRow(ObjectAddress dependent, Dependency dependency) {}
