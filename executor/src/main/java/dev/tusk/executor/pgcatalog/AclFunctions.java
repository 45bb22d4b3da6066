package dev.tusk.executor.pgcatalog;

import dev.tusk.executor.catalog.RoleGraph;
import dev.tusk.executor.expression.FunctionContext;
import dev.tusk.executor.expression.FunctionLibrary;
import dev.tusk.executor.rights.AclText;
import dev.tusk.executor.rights.Privileges;
import dev.tusk.executor.rights.RightsKind;
import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.sql.type.AclItem;
import dev.tusk.sql.type.ArrayValue;
import dev.tusk.sql.type.RecordValue;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions of {@code aclitem} (utils/adt/acl.c). */
final class AclFunctions {
  private static final List<Type> TYPES = List.of(Types.OID, Types.OID, Types.TEXT, Types.BOOL);
  private static final List<String> NAMES =
      List.of("grantor", "grantee", "privilege_type", "is_grantable");

  private AclFunctions() {}

  static void register(FunctionLibrary library) {
    library.set("aclexplode(_aclitem)", (a, c) -> exploded((ArrayValue) given(a[0]), c));
    library.two(
        "acldefault(char,oid)", (kind, owner, c) -> initial((String) kind, (Long) owner, c));
    library.any("makeaclitem(oid,oid,text,bool)", AclFunctions::made);
    library.two(
        "aclcontains(_aclitem,aclitem)",
        (acl, item, c) -> contains((ArrayValue) acl, (String) item, c));
  }

  private static Object given(@Nullable Object argument) {
    if (argument == null) {
      throw new IllegalStateException("a strict function is not called with NULL");
    }
    return argument;
  }

  private static RoleGraph roles(FunctionContext context) {
    return context.session().view().roles();
  }

  private static Iterator<@Nullable Object> exploded(ArrayValue acl, FunctionContext context) {
    List<@Nullable Object> rows = new ArrayList<>();
    for (Object element : acl.elements()) {
      AclItem item = AclText.parse((String) given(element), roles(context));
      for (int bit = 0; bit < AclItem.OPTION_SHIFT; bit++) {
        if ((item.granted() >> bit & 1) != 0) {
          String name = Privileges.names(1L << bit).getFirst();
          boolean option = (item.options() >> bit & 1) != 0;
          rows.add(
              new RecordValue(
                  TYPES, NAMES, new Object[] {item.grantor(), item.grantee(), name, option}));
        }
      }
    }
    return rows.iterator();
  }

  private static Object initial(String kind, long owner, FunctionContext context) {
    RightsKind of =
        switch (kind) {
          case "c" -> RightsKind.COLUMN;
          case "r" -> RightsKind.TABLE;
          case "s" -> RightsKind.SEQUENCE;
          case "d" -> RightsKind.DATABASE;
          case "F" -> RightsKind.FOREIGN_DATA_WRAPPER;
          case "S" -> RightsKind.FOREIGN_SERVER;
          case "f" -> RightsKind.FUNCTION;
          case "l" -> RightsKind.LANGUAGE;
          case "L" -> RightsKind.LARGE_OBJECT;
          case "n" -> RightsKind.SCHEMA;
          case "t" -> RightsKind.TABLESPACE;
          case "T" -> RightsKind.TYPE;
          default ->
              throw SqlException.of(
                  SqlState.INTERNAL_ERROR, "unrecognized objtype abbreviation: " + kind);
        };
    return ArrayValue.of(Types.ACLITEM, AclText.of(of.initial(owner), roles(context)));
  }

  private static @Nullable Object made(@Nullable Object[] a, FunctionContext context) {
    String word = (String) given(a[2]);
    Long named = Privileges.named(word.strip());
    if (named == null) {
      throw SqlException.of(
          SqlState.INVALID_PARAMETER_VALUE, "unrecognized privilege type: \"" + word + "\"");
    }
    long bits = named;
    long all = Boolean.TRUE.equals(a[3]) ? bits | Privileges.options(bits) : bits;
    AclItem item = new AclItem((Long) given(a[0]), (Long) given(a[1]), all);
    return AclText.of(item, roles(context));
  }

  private static boolean contains(ArrayValue acl, String text, FunctionContext context) {
    AclItem wanted = AclText.parse(text, roles(context));
    for (Object element : acl.elements()) {
      AclItem item = AclText.parse((String) given(element), roles(context));
      if (item.grantee() == wanted.grantee()
          && item.grantor() == wanted.grantor()
          && (item.privileges() & wanted.privileges()) == wanted.privileges()) {
        return true;
      }
    }
    return false;
  }
}
