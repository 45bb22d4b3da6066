package dev.tusk.storage.log;

/** What a log is expected to hold when it is opened. */
public enum LogTrust {
  /** Nothing: its directory is being made. */
  NEW,
  /** Everything from the checkpoint on; a version wrote it that did not note how far it went. */
  UNMARKED,
  /** Everything from the checkpoint to the mark, or it is not opened. */
  WHOLE,
  /** As much as can be read: what is lost is lost. */
  ACCEPT_LOSS
}
