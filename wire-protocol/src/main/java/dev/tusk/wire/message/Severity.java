package dev.tusk.wire.message;

/** How bad a reported condition is. From FATAL on, the connection ends with the report. */
public enum Severity {
  DEBUG,
  LOG,
  INFO,
  NOTICE,
  WARNING,
  ERROR,
  FATAL,
  PANIC;

  /** Whether the connection is closed after a report of this severity. */
  public boolean endsConnection() {
    return compareTo(FATAL) >= 0;
  }
}
