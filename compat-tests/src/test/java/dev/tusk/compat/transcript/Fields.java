package dev.tusk.compat.transcript;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The fields of an ErrorResponse or NoticeResponse, by their one-letter code. */
record Fields(Map<Character, String> byCode) {
  static Fields of(byte[] body) {
    Map<Character, String> byCode = new TreeMap<>();
    int at = 0;
    while (body[at] != 0) {
      int end = at + 1;
      while (body[end] != 0) {
        end++;
      }
      byCode.put((char) body[at], new String(body, at + 1, end - at - 1, StandardCharsets.UTF_8));
      at = end + 1;
    }
    return new Fields(byCode);
  }

  String get(char code) {
    return byCode.getOrDefault(code, "");
  }

  boolean has(char code) {
    return byCode.containsKey(code);
  }
}
