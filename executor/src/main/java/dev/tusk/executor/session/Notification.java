package dev.tusk.executor.session;

/**
 * What NOTIFY sends to those who LISTEN.
 *
 * @param processId of the session that notified
 */
public record Notification(int processId, String channel, String payload) {}
