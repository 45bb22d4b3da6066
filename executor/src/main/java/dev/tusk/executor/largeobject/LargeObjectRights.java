package dev.tusk.executor.largeobject;

import dev.tusk.sql.type.AclItem;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom a large object belongs to and who may do what with it. It stands with the object's pages,
 * not in the catalog: there may be millions of them.
 *
 * <pre>
 *  rights := (nothing: of the role that the data directory began with)
 *            | i64 owner | i32 count (-1: nobody has said anything),
 *              (i64 grantee | i64 grantor | i64 privileges)
 * </pre>
 *
 * @param acl null where nobody has said anything
 */
public record LargeObjectRights(long owner, @Nullable List<AclItem> acl) {
  /** The role that a data directory begins with, which owned all of before they had owners. */
  private static final long FIRST_ROLE = 10;

  private static final int ITEM_BYTES = 3 * Long.BYTES;

  byte[] bytes() {
    if (owner == FIRST_ROLE && acl == null) {
      return new byte[0];
    }
    int count = acl == null ? 0 : acl.size();
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + Integer.BYTES + count * ITEM_BYTES);
    bytes.putLong(owner).putInt(acl == null ? -1 : count);
    if (acl != null) {
      for (AclItem item : acl) {
        bytes.putLong(item.grantee()).putLong(item.grantor()).putLong(item.privileges());
      }
    }
    return bytes.array();
  }

  static LargeObjectRights read(ByteBuffer bytes) {
    if (!bytes.hasRemaining()) {
      return new LargeObjectRights(FIRST_ROLE, null);
    }
    long owner = bytes.getLong();
    int count = bytes.getInt();
    if (count < 0) {
      return new LargeObjectRights(owner, null);
    }
    List<AclItem> acl = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      acl.add(new AclItem(bytes.getLong(), bytes.getLong(), bytes.getLong()));
    }
    return new LargeObjectRights(owner, List.copyOf(acl));
  }
}
