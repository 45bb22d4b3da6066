package dev.tusk.sql.catalog;

/**
 * That one object needs another.
 *
 * @param on what is needed
 */
public record Dependency(ObjectAddress on, Kind kind) {
  /** What a dependency means for dropping ({@code pg_depend.deptype}). */
  public enum Kind {
    /** What is needed goes only with CASCADE while the dependent is there. */
    NORMAL('n'),
    /** The dependent goes silently with what it needs. */
    AUTO('a'),
    /** The dependent is part of what it needs, and goes only with it. */
    INTERNAL('i'),
    /** The dependent belongs to the extension that it needs. */
    EXTENSION('e'),
    /** The dependent is a part of what it needs, and goes silently with it, but not alone. */
    PART('P'),
    /** What PART says of an index, constraint or trigger, said of the partition that it is on. */
    PART_OF_TABLE('S');

    private final char code;

    Kind(char code) {
      this.code = code;
    }

    public char code() {
      return code;
    }
  }

  public static Dependency normal(ObjectAddress on) {
    return new Dependency(on, Kind.NORMAL);
  }

  public static Dependency auto(ObjectAddress on) {
    return new Dependency(on, Kind.AUTO);
  }

  /** Of a partition's index, constraint or trigger on its parent's. */
  public static Dependency part(ObjectAddress on) {
    return new Dependency(on, Kind.PART);
  }

  /** Of a partition's index, constraint or trigger on the partition. */
  public static Dependency partOfTable(ObjectAddress table) {
    return new Dependency(table, Kind.PART_OF_TABLE);
  }

  public static Dependency internal(ObjectAddress on) {
    return new Dependency(on, Kind.INTERNAL);
  }
}
