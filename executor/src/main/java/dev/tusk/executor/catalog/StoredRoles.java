package dev.tusk.executor.catalog;

import dev.tusk.executor.access.AccessControl;
import dev.tusk.executor.access.Md5Password;
import dev.tusk.executor.access.PasswordVerifier;
import dev.tusk.executor.catalog.CatalogObject.RoleObject;
import dev.tusk.sql.type.DateTimes;
import java.util.Optional;

/** What the catalog knows of roles' passwords. */
public final class StoredRoles implements AccessControl.Roles {
  private final StoredCatalog catalog;

  public StoredRoles(StoredCatalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public boolean anyPassword() {
    return catalog.state().roles(0).all().stream()
        .anyMatch(role -> role.verifier() != null && !Md5Password.is(role.verifier()));
  }

  @Override
  public Optional<PasswordVerifier> password(String name) {
    RoleObject role = catalog.state().role(name);
    if (role == null || role.verifier() == null) {
      return Optional.empty();
    }
    Long until = role.validUntil();
    return until != null && until < DateTimes.now()
        ? Optional.empty()
        : PasswordVerifier.parse(role.verifier());
  }

  @Override
  public boolean isMember(String member, String role) {
    RoleGraph roles = catalog.state().roles(0);
    RoleObject of = roles.find(role);
    RoleObject who = roles.find(member);
    return of != null && who != null && roles.isMemberByGrant(who.oid(), of.oid());
  }

  @Override
  public String withoutPassword(String name) {
    RoleObject role = catalog.state().role(name);
    if (role == null) {
      return "Role \"" + name + "\" does not exist.";
    }
    if (role.verifier() != null && Md5Password.is(role.verifier())) {
      return "User \""
          + name
          + "\" does not have a valid SCRAM secret: its password is hashed by MD5; set it anew.";
    }
    return role.verifier() == null
        ? "User \"" + name + "\" has no password assigned."
        : "User \"" + name + "\" has an expired password.";
  }
}
