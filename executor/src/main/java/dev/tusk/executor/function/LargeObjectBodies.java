package dev.tusk.executor.function;

import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.executor.largeobject.LargeObjects;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;

/** Functions of large objects (libpq/be-fsstubs.c). */
final class LargeObjectBodies {
  private LargeObjectBodies() {}

  static void register(FunctionLibrary library) {
    descriptors(library);
    places(library);
    numbers(library);
  }

  private static LargeObjects objects(FunctionContext context) {
    return context.session().largeObjects();
  }

  private static void descriptors(FunctionLibrary library) {
    library.two("lo_open(oid,int4)", (a, b, c) -> objects(c).open((Long) a, (Integer) b));
    library.one(
        "lo_close(int4)",
        (a, c) -> {
          objects(c).close((Integer) a);
          return 0;
        });
    library.two("loread(int4,int4)", (a, b, c) -> objects(c).read((Integer) a, (Integer) b));
    library.two("lowrite(int4,bytea)", (a, b, c) -> objects(c).write((Integer) a, (byte[]) b));
  }

  private static void places(FunctionLibrary library) {
    library.any(
        "lo_lseek(int4,int4,int4)",
        (a, c) ->
            a[0] instanceof Integer fd
                    && a[1] instanceof Integer offset
                    && a[2] instanceof Integer whence
                ? (Object) LargeObjects.narrow("lo_lseek", objects(c).seek(fd, offset, whence), fd)
                : null);
    library.any(
        "lo_lseek64(int4,int8,int4)",
        (a, c) ->
            a[0] instanceof Integer fd
                    && a[1] instanceof Long offset
                    && a[2] instanceof Integer whence
                ? (Object) objects(c).seek(fd, offset, whence)
                : null);
    library.one(
        "lo_tell(int4)",
        (a, c) -> LargeObjects.narrow("lo_tell", objects(c).tell((Integer) a), (Integer) a));
    library.one("lo_tell64(int4)", (a, c) -> objects(c).tell((Integer) a));
    library.two(
        "lo_truncate(int4,int4)",
        (a, b, c) -> {
          objects(c).truncate((Integer) a, (Integer) b);
          return 0;
        });
    library.two(
        "lo_truncate64(int4,int8)",
        (a, b, c) -> {
          objects(c).truncate((Integer) a, (Long) b);
          return 0;
        });
  }

  private static void numbers(FunctionLibrary library) {
    library.one("lo_creat(int4)", (_, c) -> objects(c).create(0));
    library.one("lo_create(oid)", (a, c) -> objects(c).create((Long) a));
    library.one(
        "lo_unlink(oid)",
        (a, c) -> {
          objects(c).unlink((Long) a);
          return 1;
        });
    library.two(
        "lo_from_bytea(oid,bytea)", (a, b, c) -> objects(c).fromBytes((Long) a, (byte[]) b));
    library.one("lo_get(oid)", (a, c) -> objects(c).get((Long) a, 0, -1));
    library.any(
        "lo_get(oid,int8,int4)",
        (a, c) ->
            a[0] instanceof Long object
                    && a[1] instanceof Long offset
                    && a[2] instanceof Integer length
                ? part(objects(c), object, offset, length)
                : null);
    library.any(
        "lo_put(oid,int8,bytea)",
        (a, c) -> {
          if (a[0] instanceof Long object
              && a[1] instanceof Long offset
              && a[2] instanceof byte[] bytes) {
            objects(c).put(object, offset, bytes);
            return "";
          }
          return null;
        });
    library.one("lo_import(text)", (a, c) -> objects(c).importFile((String) a, 0));
    library.two("lo_import(text,oid)", (a, b, c) -> objects(c).importFile((String) a, (Long) b));
    library.two(
        "lo_export(oid,text)",
        (a, b, c) -> {
          objects(c).exportFile((Long) a, (String) b);
          return 1;
        });
  }

  private static byte[] part(LargeObjects objects, long object, long offset, int length) {
    if (length < 0) {
      throw SqlException.of(
          SqlState.INVALID_PARAMETER_VALUE, "requested length cannot be negative");
    }
    return objects.get(object, offset, length);
  }
}
