package dev.tusk.executor.setting;

/** What a client is told of its settings. */
public interface SettingListener {
  /** A reported setting has a new value (ParameterStatus). */
  void parameterStatus(String name, String value);

  /** How the operating system asks a silent client whether it is there; 0 is as it likes. */
  default void keepAlive(int idleSeconds, int intervalSeconds, int count) {}
}
