package dev.tusk.sql.plpgsql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names that can be used at a place: a chain from the innermost outwards, of variables and of
 * the labels of blocks and loops, each of which stands before the names declared in it ({@code
 * pl_funcs.c}).
 *
 * @param variable null for a label
 * @param name null for a block or loop without one
 */
public record Namespace(
    @Nullable Namespace outer,
    @Nullable String name,
    @Nullable Variable variable,
    @Nullable Label label) {

  /** What a label stands at. */
  public enum Label {
    BLOCK,
    LOOP,
    OTHER
  }

  /** A variable, and how many of the names asked for name it. */
  public record Found(Variable variable, int names) {}

  Namespace with(String alias, Variable named) {
    return new Namespace(this, alias, named, null);
  }

  static Namespace labelled(@Nullable Namespace outer, @Nullable String name, Label label) {
    return new Namespace(outer, name, null, label);
  }

  /**
   * The variable that names begin with.
   *
   * @param local only in the innermost block
   */
  public @Nullable Found find(List<String> names, boolean local) {
    Namespace level = this;
    while (level != null) {
      Namespace at = level;
      Variable here = null;
      while (at != null && at.label == null) {
        if (here == null && names.getFirst().equals(at.name)) {
          here = at.variable;
        }
        at = at.outer;
      }
      if (here != null && (names.size() == 1 || here.isRecord())) {
        return new Found(here, 1);
      }
      if (local || at == null) {
        return null;
      }
      if (names.size() > 1 && names.getFirst().equals(at.name)) {
        Found qualified = level.member(names);
        if (qualified != null) {
          return qualified;
        }
      }
      level = at.outer;
    }
    return null;
  }

  private @Nullable Found member(List<String> names) {
    for (Namespace at = this; at != null && at.label == null; at = at.outer) {
      Variable variable = at.variable;
      if (variable != null
          && names.get(1).equals(at.name)
          && (names.size() == 2 || variable.isRecord())) {
        return new Found(variable, 2);
      }
    }
    return null;
  }

  @Nullable Namespace label(String wanted) {
    for (Namespace at = this; at != null; at = at.outer) {
      if (at.label != null && wanted.equals(at.name)) {
        return at;
      }
    }
    return null;
  }

  boolean inLoop() {
    for (Namespace at = this; at != null; at = at.outer) {
      if (at.label == Label.LOOP) {
        return true;
      }
    }
    return false;
  }
}
