package dev.tusk.executor.catalog;

/**
 * A member of a role.
 *
 * @param admin whether it may grant the role to others
 */
public record RoleMember(long member, long grantor, boolean admin) {}
