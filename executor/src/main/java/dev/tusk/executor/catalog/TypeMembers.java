package dev.tusk.executor.catalog;

import dev.tusk.executor.catalog.CatalogObject.Member;
import dev.tusk.executor.catalog.CatalogObject.TypeObject;
import dev.tusk.sql.catalog.Column;
import dev.tusk.sql.catalog.Dependency;
import dev.tusk.sql.catalog.ObjectAddress;
import dev.tusk.sql.catalog.TypeNumbers;
import dev.tusk.sql.type.DomainType;
import java.util.ArrayList;
import java.util.List;

/** What comes with a type of a user's: the array over it, and a composite one's relation. */
final class TypeMembers {
  private TypeMembers() {}

  static List<Member> of(TypeObject object) {
    List<Member> members = new ArrayList<>();
    int oid = (int) object.oid();
    members.add(array(oid, object.address()));
    switch (object.definition()) {
      case TypeDefinition.Enumeration _, TypeDefinition.Range _, TypeDefinition.Multirange _ -> {}
      case TypeDefinition.Domain domain -> {
        for (DomainType.Check check : domain.checks()) {
          members.add(
              new Member(
                  ObjectAddress.of(ObjectAddress.PG_CONSTRAINT, check.oid()),
                  object.address(),
                  List.of(Dependency.auto(object.address()))));
        }
      }
      case TypeDefinition.Composite composite -> {
        ObjectAddress relation = ObjectAddress.relation(TypeNumbers.relation(oid));
        members.add(
            new Member(relation, object.address(), List.of(Dependency.internal(object.address()))));
        for (Column column : composite.columns()) {
          if (!column.dropped()) {
            members.add(column(relation, object.address(), column));
          }
        }
      }
    }
    return members;
  }

  /** What a type needs. */
  static List<Dependency> needed(TypeDefinition definition) {
    List<Dependency> needed = new ArrayList<>();
    switch (definition) {
      case TypeDefinition.Enumeration _, TypeDefinition.Composite _ -> {}
      case TypeDefinition.Domain domain ->
          needed.add(Dependency.normal(ObjectAddress.type(domain.base().oid())));
      case TypeDefinition.Range range -> {
        needed.add(Dependency.normal(ObjectAddress.type(range.subtype().oid())));
        if (range.difference() != 0) {
          needed.add(Dependency.normal(ObjectAddress.function(range.difference())));
        }
      }
      case TypeDefinition.Multirange multirange ->
          needed.add(Dependency.internal(ObjectAddress.type(multirange.rangeOid())));
    }
    needed.removeIf(dependency -> dependency.on().pinned());
    return needed;
  }

  /** The type of a relation's rows and the array over it. */
  static List<Member> rowType(long relationOid) {
    ObjectAddress relation = ObjectAddress.relation(relationOid);
    int oid = TypeNumbers.rowType(relationOid);
    return List.of(
        new Member(ObjectAddress.type(oid), relation, List.of(Dependency.internal(relation))),
        array(oid, relation));
  }

  private static Member array(int element, ObjectAddress of) {
    return new Member(
        ObjectAddress.type(TypeNumbers.array(element)),
        of,
        List.of(Dependency.internal(ObjectAddress.type(element))));
  }

  /** A column, which needs its type. */
  static Member column(ObjectAddress relation, ObjectAddress of, Column column) {
    ObjectAddress type = ObjectAddress.type(column.type().oid());
    return new Member(
        ObjectAddress.column(relation.objectOid(), column.number()),
        of,
        type.pinned() ? List.of() : List.of(Dependency.normal(type)));
  }
}
