package dev.tusk.sql.statement;

import org.jspecify.annotations.Nullable;

/** ALTER SCHEMA RENAME TO or OWNER TO; exactly one is not null. */
public record AlterSchema(String name, @Nullable String newName, @Nullable RoleSpec owner)
    implements Command {}
