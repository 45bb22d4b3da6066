package dev.tusk.executor.textsearch;

import java.util.List;

/** What the parser calls the parts of a text, by the numbers that catalogs know them by. */
public record TokenType(int id, String alias, String description) {
  /** In the order of their numbers, from 1. */
  public static final List<TokenType> ALL =
      List.of(
          new TokenType(1, "asciiword", "Word, all ASCII"),
          new TokenType(2, "word", "Word, all letters"),
          new TokenType(3, "numword", "Word, letters and digits"),
          new TokenType(4, "email", "Email address"),
          new TokenType(5, "url", "URL"),
          new TokenType(6, "host", "Host"),
          new TokenType(7, "sfloat", "Scientific notation"),
          new TokenType(8, "version", "Version number"),
          new TokenType(9, "hword_numpart", "Hyphenated word part, letters and digits"),
          new TokenType(10, "hword_part", "Hyphenated word part, all letters"),
          new TokenType(11, "hword_asciipart", "Hyphenated word part, all ASCII"),
          new TokenType(12, "blank", "Space symbols"),
          new TokenType(13, "tag", "XML tag"),
          new TokenType(14, "protocol", "Protocol head"),
          new TokenType(15, "numhword", "Hyphenated word, letters and digits"),
          new TokenType(16, "asciihword", "Hyphenated word, all ASCII"),
          new TokenType(17, "hword", "Hyphenated word, all letters"),
          new TokenType(18, "url_path", "URL path"),
          new TokenType(19, "file", "File or path name"),
          new TokenType(20, "float", "Decimal notation"),
          new TokenType(21, "int", "Signed integer"),
          new TokenType(22, "uint", "Unsigned integer"),
          new TokenType(23, "entity", "XML entity"));

  static final int BLANK = 12;
  static final int TAG = 13;
  static final int HOST = 6;
  static final int URL_PATH = 18;
  static final int URL = 5;

  /** The kind of a number; 0 is none. */
  public static TokenType of(int id) {
    return ALL.get(id - 1);
  }
}
