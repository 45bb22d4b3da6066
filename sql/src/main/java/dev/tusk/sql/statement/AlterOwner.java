package dev.tusk.sql.statement;

import dev.tusk.sql.catalog.QualifiedName;

/** ALTER … OWNER TO of what has no other ALTER statement. */
public record AlterOwner(ObjectKind kind, QualifiedName name, RoleSpec owner)
    implements RightsCommand {}
