package dev.tusk.executor.session;

import dev.tusk.executor.catalog.CatalogObject.CommentObject;
import dev.tusk.executor.catalog.CatalogState;
import dev.tusk.executor.catalog.RoleGraph;
import dev.tusk.executor.largeobject.LargeObjectRights;
import dev.tusk.executor.largeobject.LargeObjects;
import dev.tusk.executor.rights.Acl;
import dev.tusk.executor.rights.RightsKind;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.type.AclItem;
import dev.tusk.storage.Transaction;
import java.util.List;

/** The session as large objects see it. */
final class LargeObjectHost implements LargeObjects.Host {
  private final Session session;
  private final EngineCore core;

  LargeObjectHost(Session session, EngineCore core) {
    this.session = session;
    this.core = core;
  }

  @Override
  public Transaction transaction() {
    return session.block().transaction();
  }

  @Override
  public long newOid() {
    return core.catalog().newOid();
  }

  @Override
  public void atEnd(Runnable action) {
    session.block().afterCommit(action);
    session.block().onRollback(action);
  }

  @Override
  public long user() {
    return session.roles().now().current();
  }

  @Override
  public boolean may(LargeObjectRights rights, long privilege) {
    if (session.roles().superuser() || compatible()) {
      return true;
    }
    List<AclItem> acl = rights.acl();
    if (acl == null) {
      acl = RightsKind.LARGE_OBJECT.initial(rights.owner());
    }
    return Acl.mask(acl, roles(), user(), rights.owner(), privilege) != 0;
  }

  @Override
  public boolean owns(LargeObjectRights rights) {
    return compatible() || roles().hasPrivilegesOf(user(), rights.owner());
  }

  /** Nobody is asked for rights, as before PostgreSQL 9.0. */
  private boolean compatible() {
    return "on".equals(session.settings().show("lo_compat_privileges"));
  }

  private RoleGraph roles() {
    return session.block().catalogState().roles(session.databaseOid());
  }

  @Override
  public void removed(long object) {
    ObjectAddress address = ObjectAddress.of(ObjectAddress.PG_LARGEOBJECT, object);
    CatalogState state = session.block().catalogState();
    for (CommentObject comment : state.commentsOn(session.databaseOid(), address)) {
      session.block().catalogChanges().remove(comment.oid());
    }
  }
}
