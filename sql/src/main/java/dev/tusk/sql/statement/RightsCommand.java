package dev.tusk.sql.statement;

/** A statement about roles, about who owns what, and about who may do what. */
public sealed interface RightsCommand extends Command
    permits AlterDefaultPrivileges,
        AlterOwner,
        AlterRole,
        AlterRoleSetting,
        CreateRole,
        DropOwned,
        DropRoles,
        Grant,
        GrantRole,
        ReassignOwned,
        RenameRole,
        SecurityLabel {}
