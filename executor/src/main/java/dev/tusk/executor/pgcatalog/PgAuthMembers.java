package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.pgcatalog.RoleSource.Membership;

/** Who is a member of which role. */
final class PgAuthMembers {
  private PgAuthMembers() {}

  static final SystemTable<Membership> TABLE =
      SystemTable.<Membership>named("pg_catalog", "pg_auth_members", 1261, RoleSource::memberships)
          .column("roleid", "oid", (r, _) -> r.role().oid())
          .column("member", "oid", (r, _) -> r.member().member())
          .column("grantor", "oid", (r, _) -> r.member().grantor())
          .column("admin_option", "bool", (r, _) -> r.member().admin())
          .build();
}
