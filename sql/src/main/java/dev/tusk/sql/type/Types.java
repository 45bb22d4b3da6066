package dev.tusk.sql.type;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All types, with PostgreSQL's OIDs (catalog/pg_type.dat). {@code vector}, {@code halfvec} and
 * {@code sparsevec} belong to the extension vector and have fixed OIDs here.
 */
public final class Types {
  public static final Type BOOL = new BoolType();
  public static final Type BYTEA = new ByteaType();
  public static final Type CHAR = new CharType();
  public static final Type NAME = new NameType();
  public static final Type INT8 = new Int8Type();
  public static final Type INT2 = new Int2Type();
  public static final Type INT4 = new Int4Type();
  public static final Type REGPROC = new RegType(24, "regproc", 1008, "function");
  public static final Type TEXT = new TextType();
  public static final Type OID = new OidType();
  public static final Type TID = new TidType();
  public static final Type XID = new XidType(28, "xid", 1011);
  public static final Type CID = new XidType(29, "cid", 1012);
  public static final Type INT2VECTOR = new SystemVectorType(22, "int2vector", 1006, INT2);
  public static final Type OIDVECTOR = new SystemVectorType(30, "oidvector", 1013, OID);
  public static final Type JSON = new JsonType();
  public static final Type FLOAT4 = new Float4Type();
  public static final Type FLOAT8 = new Float8Type();
  public static final Type UNKNOWN = new OpaqueTextType(705, "unknown", 0, 'X', -2);
  public static final Type BPCHAR = new BpcharType();
  public static final Type VARCHAR = new VarcharType();
  public static final Type DATE = new DateType();
  public static final Type TIME = new TimeType();
  public static final Type TIMESTAMP = TimestampType.withoutZone();
  public static final Type TIMESTAMPTZ = TimestampType.withZone();
  public static final IntervalType INTERVAL = new IntervalType();
  public static final Type TIMETZ = new TimeTzType();
  public static final Type BIT = BitType.fixed();
  public static final Type VARBIT = BitType.varying();
  public static final Type NUMERIC = new NumericType();
  public static final Type REGPROCEDURE = new RegType(2202, "regprocedure", 2207, "function");
  public static final Type REGOPER = new RegType(2203, "regoper", 2208, "operator");
  public static final Type REGOPERATOR = new RegType(2204, "regoperator", 2209, "operator");
  public static final Type REGCLASS = new RegType(2205, "regclass", 2210, "relation");
  public static final Type REGTYPE = new RegType(2206, "regtype", 2211, "type");
  public static final Type REGNAMESPACE = new RegType(4089, "regnamespace", 4090, "schema");
  public static final Type REGROLE = new RegType(4096, "regrole", 4097, "role");
  public static final Type REGCOLLATION = new RegType(4191, "regcollation", 4192, "collation");
  public static final Type REGCONFIG =
      new RegType(3734, "regconfig", 3735, "text search configuration");
  public static final Type REGDICTIONARY =
      new RegType(3769, "regdictionary", 3770, "text search dictionary");
  public static final Type CSTRING = new OpaqueTextType(2275, "cstring", 1263, 'P', -2);
  public static final Type UUID = new UuidType();
  public static final Type JSONB = new JsonbType();
  public static final Type RECORD = new RecordType();
  public static final Type VECTOR = new VectorType();
  public static final Type HALFVEC = new HalfvecType();
  public static final Type CITEXT = new CitextType();
  public static final Type SPARSEVEC = new SparsevecType();

  /** Types of catalog columns that clients read as text. */
  public static final Type PG_NODE_TREE = new OpaqueTextType(194, "pg_node_tree", 0, 'Z', -1);

  public static final Type PG_NDISTINCT = new OpaqueTextType(3361, "pg_ndistinct", 0, 'Z', -1);
  public static final Type PG_DEPENDENCIES =
      new OpaqueTextType(3402, "pg_dependencies", 0, 'Z', -1);
  public static final Type PG_MCV_LIST = new OpaqueTextType(5017, "pg_mcv_list", 0, 'Z', -1);
  public static final Type PG_BRIN_BLOOM_SUMMARY =
      new OpaqueTextType(4600, "pg_brin_bloom_summary", 0, 'Z', -1);
  public static final Type PG_BRIN_MINMAX_MULTI_SUMMARY =
      new OpaqueTextType(4601, "pg_brin_minmax_multi_summary", 0, 'Z', -1);
  public static final Type GTSVECTOR = new OpaqueTextType(3642, "gtsvector", 3644, 'U', -1);

  public static final Type ACLITEM = new AclItemType();
  public static final Type INET = NetworkType.inet();
  public static final Type CIDR = NetworkType.cidr();
  public static final Type MACADDR = CardAddressType.six();
  public static final Type MACADDR8 = CardAddressType.eight();
  public static final Type PG_LSN = new PgLsnType();
  public static final Type MONEY = new MoneyType();
  public static final Type POINT = new PointType();
  public static final Type LSEG = new SegmentType();
  public static final Type LINE = new LineType();
  public static final Type BOX = new BoxType();
  public static final Type PATH = new PathType();
  public static final Type POLYGON = new PolygonType();
  public static final Type CIRCLE = new CircleType();
  public static final Type XID8 = new Xid8Type();
  public static final Type PG_SNAPSHOT = new SnapshotType(5038, "pg_snapshot", 5039);
  public static final Type TXID_SNAPSHOT = new SnapshotType(2970, "txid_snapshot", 2949);
  public static final Type REFCURSOR = new OpaqueTextType(1790, "refcursor", 2201, 'U', -1);
  public static final Type JSONPATH = new JsonPathType();
  public static final Type TSVECTOR = new TsvectorType();
  public static final Type TSQUERY = new TsqueryType();

  public static final Type VOID = new PseudoType(2278, "void", 4);
  public static final Type TRIGGER = new PseudoType(2279, "trigger", 4);
  public static final Type EVENT_TRIGGER = new PseudoType(3838, "event_trigger", 4);
  public static final Type LANGUAGE_HANDLER = new PseudoType(2280, "language_handler", 4);
  public static final Type FDW_HANDLER = new PseudoType(3115, "fdw_handler", 4);
  public static final Type TSM_HANDLER = new PseudoType(3310, "tsm_handler", 4);
  public static final Type PG_DDL_COMMAND = new PseudoType(32, "pg_ddl_command", 8);
  public static final Type INTERNAL = new PseudoType(2281, "internal", 8);
  public static final Type INDEX_AM_HANDLER = new PseudoType(325, "index_am_handler", 4);
  public static final Type TABLE_AM_HANDLER = new PseudoType(269, "table_am_handler", 4);
  public static final Type ANY = new PseudoType(2276, "any", 4);
  public static final Type ANYARRAY = new PseudoType(2277, "anyarray", -1);
  public static final Type ANYENUM = new PseudoType(3500, "anyenum", 4);
  public static final Type ANYELEMENT = new PseudoType(2283, "anyelement", 4);
  public static final Type ANYNONARRAY = new PseudoType(2776, "anynonarray", 4);
  public static final Type ANYRANGE = new PseudoType(3831, "anyrange", -1);
  public static final Type ANYMULTIRANGE = new PseudoType(4537, "anymultirange", -1);
  public static final Type ANYCOMPATIBLERANGE = new PseudoType(5080, "anycompatiblerange", -1);
  public static final Type ANYCOMPATIBLEMULTIRANGE =
      new PseudoType(4538, "anycompatiblemultirange", -1);
  public static final Type ANYCOMPATIBLE = new PseudoType(5077, "anycompatible", 4);
  public static final Type ANYCOMPATIBLEARRAY = new PseudoType(5078, "anycompatiblearray", -1);
  public static final Type ANYCOMPATIBLENONARRAY = new PseudoType(5079, "anycompatiblenonarray", 4);

  private static final List<RangeType> RANGES =
      RangeTypes.all(INT4, INT8, NUMERIC, TIMESTAMP, TIMESTAMPTZ, DATE);

  private static final List<Type> BASE =
      List.of(
          BOOL,
          BYTEA,
          CHAR,
          NAME,
          INT8,
          INT2,
          INT2VECTOR,
          INT4,
          REGPROC,
          TEXT,
          OID,
          TID,
          XID,
          CID,
          OIDVECTOR,
          JSON,
          PG_NODE_TREE,
          PG_NDISTINCT,
          PG_DEPENDENCIES,
          PG_MCV_LIST,
          PG_BRIN_BLOOM_SUMMARY,
          PG_BRIN_MINMAX_MULTI_SUMMARY,
          GTSVECTOR,
          FLOAT4,
          FLOAT8,
          UNKNOWN,
          INET,
          CIDR,
          MACADDR,
          MACADDR8,
          ACLITEM,
          BPCHAR,
          VARCHAR,
          DATE,
          TIME,
          TIMESTAMP,
          TIMESTAMPTZ,
          INTERVAL,
          TIMETZ,
          BIT,
          VARBIT,
          NUMERIC,
          REFCURSOR,
          REGPROCEDURE,
          REGOPER,
          REGOPERATOR,
          REGCLASS,
          REGTYPE,
          REGNAMESPACE,
          REGROLE,
          REGCOLLATION,
          REGCONFIG,
          REGDICTIONARY,
          CSTRING,
          UUID,
          PG_LSN,
          MONEY,
          POINT,
          LSEG,
          LINE,
          BOX,
          PATH,
          POLYGON,
          CIRCLE,
          XID8,
          PG_SNAPSHOT,
          TXID_SNAPSHOT,
          JSONB,
          JSONPATH,
          TSVECTOR,
          TSQUERY,
          RECORD,
          VECTOR,
          HALFVEC,
          CITEXT,
          SPARSEVEC,
          VOID,
          TRIGGER,
          EVENT_TRIGGER,
          PG_DDL_COMMAND,
          LANGUAGE_HANDLER,
          FDW_HANDLER,
          TSM_HANDLER,
          INTERNAL,
          INDEX_AM_HANDLER,
          TABLE_AM_HANDLER,
          ANY,
          ANYARRAY,
          ANYELEMENT,
          ANYENUM,
          ANYNONARRAY,
          ANYCOMPATIBLE,
          ANYCOMPATIBLEARRAY,
          ANYCOMPATIBLENONARRAY,
          ANYRANGE,
          ANYMULTIRANGE,
          ANYCOMPATIBLERANGE,
          ANYCOMPATIBLEMULTIRANGE);

  private static final List<Type> ALL = withArrays();
  private static final Map<Integer, Type> BY_OID = new HashMap<>();
  private static final Map<String, Type> BY_NAME = new HashMap<>();

  static {
    for (Type type : ALL) {
      BY_OID.put(type.oid(), type);
      BY_NAME.put(type.name(), type);
    }
  }

  /** SQL's names for types, each one word to PostgreSQL's grammar. */
  private static final Map<String, Type> ALIASES =
      Map.ofEntries(
          Map.entry("boolean", BOOL),
          Map.entry("smallint", INT2),
          Map.entry("int", INT4),
          Map.entry("integer", INT4),
          Map.entry("bigint", INT8),
          Map.entry("real", FLOAT4),
          Map.entry("float", FLOAT8),
          Map.entry("double precision", FLOAT8),
          Map.entry("decimal", NUMERIC),
          Map.entry("dec", NUMERIC),
          Map.entry("character varying", VARCHAR),
          Map.entry("char varying", VARCHAR),
          Map.entry("character", BPCHAR),
          Map.entry("\"char\"", CHAR),
          Map.entry("char", BPCHAR),
          Map.entry("bit varying", VARBIT),
          Map.entry("time without time zone", TIME),
          Map.entry("time with time zone", TIMETZ),
          Map.entry("timestamp without time zone", TIMESTAMP),
          Map.entry("timestamp with time zone", TIMESTAMPTZ));

  private Types() {}

  private static List<Type> withArrays() {
    List<Type> base = new ArrayList<>(BASE);
    for (RangeType range : RANGES) {
      base.add(range);
      base.add(range.multirange());
    }
    List<Type> all = new ArrayList<>(base);
    for (Type type : base) {
      if (type.arrayOid() != 0) {
        all.add(new ArrayType(type));
      }
    }
    return List.copyOf(all);
  }

  /** Every type, arrays included, in a fixed order. */
  public static List<Type> all() {
    return ALL;
  }

  public static Optional<Type> byOid(int oid) {
    return Optional.ofNullable(BY_OID.get(oid));
  }

  /** By {@code pg_type.typname}: {@code int4}, {@code _text}, {@code char} (the one-byte type). */
  public static Optional<Type> byName(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /**
   * By the name SQL writes, without modifiers: {@code integer}, {@code character varying}, {@code
   * int4[]}, any typname. Here {@code char} is character(1)'s type.
   */
  public static Optional<Type> bySqlName(String name) {
    if (name.endsWith("[]")) {
      String element = name.substring(0, name.length() - 2).stripTrailing();
      while (element.endsWith("[]")) {
        element = element.substring(0, element.length() - 2).stripTrailing();
      }
      return bySqlName(element).filter(t -> t.arrayOid() != 0).map(Types::array);
    }
    Type alias = ALIASES.get(name);
    return alias != null ? Optional.of(alias) : byName(name);
  }

  /** The array over a type that has one. */
  public static Type array(Type element) {
    if (element instanceof UserType own) {
      return own.array();
    }
    Type array = BY_OID.get(element.arrayOid());
    if (array == null) {
      throw new IllegalArgumentException("no array over " + element);
    }
    return array;
  }
}
