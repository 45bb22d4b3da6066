package dev.tusk.executor.catalog;

import dev.tusk.executor.catalog.CatalogObject.CommentObject;
import dev.tusk.sql.catalog.ObjectAddress;

/** In which database a comment is: one on what all databases share is in none. */
public final class Commented {
  private Commented() {}

  /** Whether objects of a kind are of all databases. */
  public static boolean isShared(long classOid) {
    return classOid == ObjectAddress.PG_DATABASE
        || classOid == ObjectAddress.PG_TABLESPACE
        || classOid == ObjectAddress.PG_AUTHID;
  }

  /** The database to which comments on objects of a kind belong that are said in a database. */
  static long in(long database, long classOid) {
    return isShared(classOid) ? 0 : database;
  }

  /**
   * A comment.
   *
   * @param database the one in which it is said
   */
  public static CommentObject on(long oid, long database, ObjectAddress object, String text) {
    long classOid = object.classOid();
    return new CommentObject(
        oid, in(database, classOid), classOid, object.objectOid(), object.sub(), text);
  }
}
