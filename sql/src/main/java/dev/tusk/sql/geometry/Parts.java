package dev.tusk.sql.geometry;

import java.util.List;

/** A figure whose parts can be told by their places, from 0: numbers or points. */
public sealed interface Parts permits Point, Line, Segment, Box {
  List<Object> parts();
}
