package dev.tusk.executor.catalogview;

import org.jspecify.annotations.Nullable;

/** An extension that can be created; {@code installedVersion} is null while it is not. */
public record AvailableExtension(
    String name, String version, @Nullable String installedVersion, String comment) {}
