package dev.tusk.sql.geometry;

/** The place of a figure that is nearest to another, and how far it is. */
public record Nearest(Point point, double distance) {
  /** The nearer of the two; this one of equals. */
  Nearest or(Nearest other) {
    return Reals.before(other.distance, distance) ? other : this;
  }

  /** A distance of the same, measured to another place. */
  Nearest at(Point place) {
    return new Nearest(place, distance);
  }
}
