package dev.tusk.storage.log;

import java.io.IOException;

/** A record could not be written, most likely for want of space; the log is as it was before. */
public final class LogFullException extends Exception {
  LogFullException(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
