package dev.tusk.executor.catalogview;

import dev.tusk.sql.type.ArrayValue;
import org.jspecify.annotations.Nullable;

/** A setting as pg_settings shows it. */
public record SettingRow(
    String name,
    String value,
    @Nullable String unit,
    String category,
    String description,
    String context,
    String type,
    String source,
    @Nullable String minimum,
    @Nullable String maximum,
    @Nullable ArrayValue choices,
    String defaultValue,
    String resetValue) {}
