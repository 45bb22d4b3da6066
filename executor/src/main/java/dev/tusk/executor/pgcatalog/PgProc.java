package dev.tusk.executor.pgcatalog;

import dev.tusk.sql.catalog.ObjectAddress;

/** Functions. */
final class PgProc {
  private PgProc() {}

  static final SystemTable<FunctionRow> TABLE =
      SystemTable.<FunctionRow>named("pg_catalog", "pg_proc", 1255, FunctionRow::all)
          .column("oid", "oid", (r, _) -> (long) r.function().oid())
          .column("proname", "name", (r, _) -> r.function().name())
          .column("pronamespace", "oid", (r, _) -> r.schemaOid())
          .column("proowner", "oid", (r, v) -> v.owner(ObjectAddress.PG_PROC, r.function().oid()))
          .column("prolang", "oid", (r, _) -> r.language())
          .column("procost", "float4", (r, _) -> r.details().cost())
          .column("prorows", "float4", (r, _) -> r.details().rows())
          .column("provariadic", "oid", (r, _) -> r.variadicType())
          .column("prosupport", "regproc", (r, _) -> r.details().support())
          .column("prokind", "char", (r, _) -> r.kind())
          .column("prosecdef", "bool", (r, _) -> r.securityDefiner())
          .column("proleakproof", "bool", (r, _) -> r.details().leakproof())
          .column("proisstrict", "bool", (r, _) -> r.strict())
          .column("proretset", "bool", (r, _) -> r.returnsSet())
          .column("provolatile", "char", (r, _) -> r.volatility())
          .column("proparallel", "char", (r, _) -> r.details().parallel())
          .column("pronargs", "int2", (r, _) -> (short) r.function().arguments().size())
          .column(
              "pronargdefaults",
              "int2",
              (r, _) ->
                  (short) (r.function().arguments().size() - r.function().requiredArguments()))
          .column("prorettype", "oid", (r, _) -> (long) r.function().result().oid())
          .column("proargtypes", "oidvector", (r, _) -> r.argumentTypes())
          .column("proallargtypes", "_oid", (r, _) -> r.details().allTypesArray())
          .column("proargmodes", "_char", (r, _) -> r.details().modesArray())
          .column("proargnames", "_text", (r, _) -> r.details().namesArray())
          .column("proargdefaults", "pg_node_tree", (r, _) -> r.details().defaults())
          .column("protrftypes", "_oid", (_, _) -> null)
          .column("prosrc", "text", (r, _) -> r.details().source())
          .column("probin", "text", (r, _) -> r.library())
          .column("prosqlbody", "pg_node_tree", (r, _) -> r.sqlBody())
          .column("proconfig", "_text", (r, _) -> r.settings())
          .column(
              "proacl", "_aclitem", (r, v) -> v.acl(ObjectAddress.PG_PROC, r.function().oid(), 0))
          .build();
}
