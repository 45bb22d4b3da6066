package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.sql.type.ByteWriter;
import dev.tusk.sql.type.JenkinsHash;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** UUIDs, counting NULLs, types and sizes of values. */
final class MiscellaneousBodies {
  private MiscellaneousBodies() {}

  static void register(FunctionLibrary library) {
    SecureRandom random = new SecureRandom();
    library.none("gen_random_uuid()", _ -> randomUuid(random));
    library.none("uuid_generate_v4()", _ -> randomUuid(random));
    library.none("uuid_nil()", _ -> new UUID(0, 0));
    library.any("num_nulls(any)", (a, _) -> a.length - present(a));
    library.any("num_nonnulls(any)", (a, _) -> present(a));
    library.typed(
        "pg_column_size(any)",
        (types, _) -> {
          Type type = types.getFirst();
          return (dev.tusk.executor.expression.FunctionBody.OneArgument)
              (a, _) -> {
                if (type.length() > 0) {
                  return type.length();
                }
                ByteWriter out = new ByteWriter(64);
                type.writeBinary(a, out);
                return out.size() + 4;
              };
        });
    library.two("booland_statefunc(bool,bool)", (a, b, _) -> (Boolean) a && (Boolean) b);
    library.two("xideq(xid,xid)", (a, b, _) -> a.equals(b));
    library.two("xidneq(xid,xid)", (a, b, _) -> !a.equals(b));
    library.two("xideqint4(xid,int4)", (a, b, _) -> (Long) a == ((Integer) b & 0xffff_ffffL));
    library.two("xidneqint4(xid,int4)", (a, b, _) -> (Long) a != ((Integer) b & 0xffff_ffffL));
    library.two("bttidcmp(tid,tid)", (a, b, _) -> Types.TID.compare(a, b));
    library.two("tidlarger(tid,tid)", (a, b, _) -> Types.TID.compare(a, b) >= 0 ? a : b);
    library.two("tidsmaller(tid,tid)", (a, b, _) -> Types.TID.compare(a, b) <= 0 ? a : b);
    library.two("cideq(cid,cid)", (a, b, _) -> a.equals(b));
    library.one("age(xid)", (a, c) -> age((Long) a, c.session().transactionId()));
    library.one(
        "hashtext(text)", (a, _) -> JenkinsHash.of(((String) a).getBytes(StandardCharsets.UTF_8)));
    library.two(
        "hashtextextended(text,int8)",
        (a, b, _) -> JenkinsHash.of(((String) a).getBytes(StandardCharsets.UTF_8), (Long) b));
    oidVectors(library);
  }

  /** Transactions since one, modulo 2^32; those with a special meaning are older than all. */
  private static int age(long xid, long now) {
    return xid < 3 ? Integer.MAX_VALUE : (int) (now - xid);
  }

  private static void oidVectors(FunctionLibrary library) {
    order(library, "eq", order -> order == 0);
    order(library, "ne", order -> order != 0);
    order(library, "lt", order -> order < 0);
    order(library, "le", order -> order <= 0);
    order(library, "gt", order -> order > 0);
    order(library, "ge", order -> order >= 0);
  }

  private static void order(FunctionLibrary library, String suffix, IntPredicate test) {
    library.two(
        "oidvector" + suffix + "(oidvector,oidvector)",
        (a, b, _) -> test.test(Types.OIDVECTOR.compare(a, b)));
  }

  /** Version 4 of RFC 9562. */
  private static UUID randomUuid(SecureRandom random) {
    long high = random.nextLong() & ~0xf000L | 0x4000L;
    long low = random.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static int present(@Nullable Object[] values) {
    int count = 0;
    for (Object value : values) {
      count += value == null ? 0 : 1;
    }
    return count;
  }
}
