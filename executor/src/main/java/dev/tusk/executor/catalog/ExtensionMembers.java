package dev.tusk.executor.catalog;

import dev.tusk.executor.catalog.CatalogObject.ExtensionObject;
import dev.tusk.executor.catalog.CatalogObject.Member;
import dev.tusk.sql.catalog.AccessMethod;
import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.function.FunctionCatalog;
import dev.tusk.sql.function.FunctionSignature;
import dev.tusk.sql.function.OperatorSignature;
import dev.tusk.sql.type.Type;
import dev.tusk.sql.type.Types;
import java.util.ArrayList;
import java.util.List;

/** What comes and goes with an extension: its types, functions, operators and operator classes. */
public final class ExtensionMembers {
  /** The text search template and dictionary of the extension unaccent. */
  public static final long UNACCENT_TEMPLATE = 17_501;

  public static final long UNACCENT_DICTIONARY = 17_502;

  private ExtensionMembers() {}

  static List<Member> of(ExtensionObject extension) {
    List<Member> members = new ArrayList<>();
    String name = extension.name();
    for (Type type : Types.all()) {
      Type element = type.elementType();
      if (type.isArray() && element != null && name.equals(element.extension())) {
        ObjectAddress of = ObjectAddress.type(element.oid());
        members.add(
            new Member(
                ObjectAddress.type(type.oid()),
                extension.address(),
                List.of(Dependency.internal(of))));
      } else if (name.equals(type.extension())) {
        add(members, ObjectAddress.type(type.oid()), extension);
      }
    }
    FunctionCatalog functions = FunctionCatalog.builtin();
    for (FunctionSignature function : functions.allFunctions()) {
      if (name.equals(functions.extensionOf(function))) {
        add(members, ObjectAddress.function(function.oid()), extension);
      }
    }
    for (FunctionSignature function : functions.supportFunctions()) {
      if (name.equals(functions.extensionOf(function))) {
        add(members, ObjectAddress.function(function.oid()), extension);
      }
    }
    for (OperatorSignature operator : functions.allOperators()) {
      if (name.equals(functions.extensionOf(operator.function()))) {
        add(members, ObjectAddress.of(ObjectAddress.PG_OPERATOR, operator.oid()), extension);
      }
    }
    for (AccessMethod method : AccessMethod.all()) {
      for (AccessMethod.OperatorClass of : method.classes()) {
        if (name.equals(of.extension() == null ? method.extension() : of.extension())) {
          add(members, ObjectAddress.of(ObjectAddress.PG_OPCLASS, of.oid()), extension);
        }
      }
    }
    if (name.equals("unaccent")) {
      add(members, ObjectAddress.of(ObjectAddress.PG_TS_TEMPLATE, UNACCENT_TEMPLATE), extension);
      add(members, ObjectAddress.of(ObjectAddress.PG_TS_DICT, UNACCENT_DICTIONARY), extension);
    }
    return members;
  }

  private static void add(List<Member> members, ObjectAddress address, ExtensionObject extension) {
    members.add(
        new Member(
            address,
            extension.address(),
            List.of(new Dependency(extension.address(), Dependency.Kind.EXTENSION))));
  }
}
