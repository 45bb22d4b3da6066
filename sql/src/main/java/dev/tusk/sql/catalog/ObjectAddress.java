package dev.tusk.sql.catalog;

/**
 * What {@code pg_depend} calls an object: the relation of pg_catalog that lists it, its OID there,
 * and for a column its number.
 *
 * @param classOid OID of {@code pg_class}, {@code pg_type} …
 * @param sub number of a column, 0 for the object as a whole
 */
public record ObjectAddress(long classOid, long objectOid, int sub)
    implements Comparable<ObjectAddress> {
  public static final long PG_TABLESPACE = 1213;
  public static final long PG_TYPE = 1247;
  public static final long PG_PROC = 1255;
  public static final long PG_CLASS = 1259;
  public static final long PG_AUTHID = 1260;
  public static final long PG_DATABASE = 1262;
  public static final long PG_FOREIGN_SERVER = 1417;
  public static final long PG_USER_MAPPING = 1418;
  public static final long PG_FOREIGN_DATA_WRAPPER = 2328;
  public static final long PG_ATTRDEF = 2604;
  public static final long PG_CAST = 2605;
  public static final long PG_CONSTRAINT = 2606;
  public static final long PG_LARGEOBJECT = 2613;
  public static final long PG_NAMESPACE = 2615;
  public static final long PG_OPCLASS = 2616;
  public static final long PG_OPERATOR = 2617;
  public static final long PG_REWRITE = 2618;
  public static final long PG_TRIGGER = 2620;
  public static final long PG_EXTENSION = 3079;
  public static final long PG_POLICY = 3256;
  public static final long PG_STATISTIC_EXT = 3381;
  public static final long PG_EVENT_TRIGGER = 3466;
  public static final long PG_TS_DICT = 3600;
  public static final long PG_TS_CONFIG = 3602;
  public static final long PG_TS_TEMPLATE = 3764;
  public static final long PG_PUBLICATION = 6104;
  public static final long PG_PUBLICATION_REL = 6106;
  public static final long PG_PUBLICATION_NAMESPACE = 6237;

  /** OIDs below belong to objects that are always there, on which no dependency is kept. */
  private static final long FIRST_UNPINNED = 12_000;

  private static final long PUBLIC_SCHEMA = 2200;

  public static ObjectAddress of(long classOid, long objectOid) {
    return new ObjectAddress(classOid, objectOid, 0);
  }

  /** A table, view, sequence or index. */
  public static ObjectAddress relation(long oid) {
    return of(PG_CLASS, oid);
  }

  public static ObjectAddress column(long relationOid, int number) {
    return new ObjectAddress(PG_CLASS, relationOid, number);
  }

  public static ObjectAddress type(long oid) {
    return of(PG_TYPE, oid);
  }

  public static ObjectAddress function(long oid) {
    return of(PG_PROC, oid);
  }

  /** The default of a column: it has a number of its own in {@code pg_attrdef}. */
  public static ObjectAddress defaultOf(long tableOid, int column) {
    return of(PG_ATTRDEF, tableOid * 2048 % 2_000_000_000L + column);
  }

  /** The rule that makes a relation a view. */
  public static ObjectAddress rule(long viewOid) {
    return of(PG_REWRITE, viewOid * 2048 % 2_000_000_000L);
  }

  /** The same object without its column. */
  public ObjectAddress whole() {
    return sub == 0 ? this : of(classOid, objectOid);
  }

  /** Whether it is there in every database: what uses it does not depend on it. */
  public boolean pinned() {
    return objectOid < FIRST_UNPINNED && !(classOid == PG_NAMESPACE && objectOid == PUBLIC_SCHEMA);
  }

  @Override
  public int compareTo(ObjectAddress other) {
    int byClass = Long.compare(classOid, other.classOid);
    int byOid = byClass != 0 ? byClass : Long.compare(objectOid, other.objectOid);
    return byOid != 0 ? byOid : Integer.compare(sub, other.sub);
  }
}
