package dev.tusk.sql.type;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code MSK} or {@code CEST} means in a date: PostgreSQL's set {@code Default} of
 * abbreviations. Most stand for one offset; some whose meaning has changed name the zone whose
 * history decides.
 */
public final class ZoneAbbreviations {
  /** Abbreviation and seconds east of Greenwich; D follows those of summer time. */
  private static final String FIXED =
      """
      EAT 10800  SAST 7200  WAT 3600  ACT -18000  AKDT -28800D  AKST -32400  BOT -14400
      BRA -10800  BRST -7200D  BRT -10800  COT -18000  CDT -18000D  CLST -10800D  CST -21600
      EDT -14400D  EGST 0D  EGT -3600  EST -18000  FNT -7200  FNST -3600D  GFT -10800
      MDT -21600D  MST -25200  NDT -9000D  NFT -12600  NST -12600  PET -18000  PDT -25200D
      PMDT -7200D  PMST -10800  PST -28800  PYST -10800D  UYST -7200D  UYT -10800  WGST -7200D
      WGT -10800  DDUT 36000  AFT 16200  ALMT 21600  ALMST 25200D  AMT -14400  BDT 21600
      BNT 28800  BORT 28800  BTT 21600  CCT 28800  HKT 28800  ICT 25200  IDT 10800D
      IRT 12600  IST 7200  JAYT 32400  JST 32400  KDT 36000D  KGST 21600D  KST 32400
      MMT 23400  MYT 28800  NPT 20700  PHT 28800  PKT 18000  PKST 21600D  TJT 18000
      ULAST 32400D  UZST 21600D  UZT 18000  XJT 21600  YEKST 21600D  ADT -10800D  AST -14400
      AZOST 0D  AZOT -3600  ACSST 37800D  ACDT 37800D  ACST 34200  ACWST 31500  AESST 39600D
      AEDT 39600D  AEST 36000  AWSST 32400D  AWST 28800  CADT 37800D  CAST 34200  LHST 37800
      LIGT 36000  NZT 43200  SADT 37800D  WADT 28800D  WAST 25200  WDT 32400D  GMT 0
      UCT 0  UT 0  UTC 0  Z 0  ZULU 0  BST 3600D  BDST 7200D
      CEST 7200D  CET 3600  CETDST 7200D  EEST 10800D  EET 7200  EETDST 10800D  FET 10800
      MEST 7200D  MESZ 7200D  MET 3600  METDST 7200D  MEZ 3600  MSD 14400D  WET 0
      WETDST 3600D  CXT 25200  MUT 14400  MUST 18000D  MVT 18000  RET 14400  SCT 14400
      TFT 18000  CHADT 49500D  CHAST 45900  CHUT 36000  FJST 46800D  FJT 43200  GALT -21600
      GAMT -32400  GILT 43200  HST -36000  MART -34200  MHT 43200  MPT 36000  NZDT 46800D
      NZST 43200  PGT 36000  PONT 39600  PWT 32400  TAHT -36000  TOT 46800  TRUT 36000
      TVT 43200  VUT 39600  WAKT 43200  WFT 43200  YAPT 36000
      """;

  private static final String HISTORICAL =
      """
      ART America/Argentina/Buenos_Aires  ARST America/Argentina/Buenos_Aires  CLT America/Santiago
      GYT America/Guyana  PYT America/Asuncion  VET America/Caracas
      DAVT Antarctica/Davis  MAWT Antarctica/Mawson  AMST Asia/Yerevan
      ANAST Asia/Anadyr  ANAT Asia/Anadyr  AZST Asia/Baku
      AZT Asia/Baku  GEST Asia/Tbilisi  GET Asia/Tbilisi
      IRKST Asia/Irkutsk  IRKT Asia/Irkutsk  KGT Asia/Bishkek
      KRAST Asia/Krasnoyarsk  KRAT Asia/Krasnoyarsk  LKT Asia/Colombo
      MAGST Asia/Magadan  MAGT Asia/Magadan  NOVST Asia/Novosibirsk
      NOVT Asia/Novosibirsk  OMSST Asia/Omsk  OMST Asia/Omsk
      PETST Asia/Kamchatka  PETT Asia/Kamchatka  SGT Asia/Singapore
      TMT Asia/Ashgabat  ULAT Asia/Ulaanbaatar  VLAST Asia/Vladivostok
      VLAT Asia/Vladivostok  YAKST Asia/Yakutsk  YAKT Asia/Yakutsk
      YEKT Asia/Yekaterinburg  FKST Atlantic/Stanley  FKT Atlantic/Stanley
      LHDT Australia/Lord_Howe  MSK Europe/Moscow  VOLT Europe/Volgograd
      IOT Indian/Chagos  CKT Pacific/Rarotonga  EASST Pacific/Easter
      EAST Pacific/Easter  KOST Pacific/Kosrae  LINT Pacific/Kiritimati
      NUT Pacific/Niue  TKT Pacific/Fakaofo
      """;

  /**
   * An abbreviation.
   *
   * @param offset seconds east of Greenwich, if it always meant the same
   * @param zone the zone whose history it has, else null
   */
  public record Abbreviation(String name, int offset, boolean daylight, @Nullable String zone) {
    /** A zone that is always at the abbreviation's offset of the moment. */
    public Zone asZone() {
      return zone == null
          ? Zone.fixed(name, offset)
          : ZoneDatabase.find(zone).orElseThrow().pinnedTo(name);
    }
  }

  private static final Map<String, Abbreviation> BY_NAME = byName();

  private ZoneAbbreviations() {}

  private static Map<String, Abbreviation> byName() {
    Map<String, Abbreviation> found = new HashMap<>();
    String[] fixed = FIXED.strip().split("\\s+");
    for (int i = 0; i < fixed.length; i += 2) {
      boolean daylight = fixed[i + 1].endsWith("D");
      int offset = Integer.parseInt(fixed[i + 1].replace("D", ""));
      add(found, new Abbreviation(fixed[i], offset, daylight, null));
    }
    String[] historical = HISTORICAL.strip().split("\\s+");
    for (int i = 0; i < historical.length; i += 2) {
      add(found, new Abbreviation(historical[i], 0, false, historical[i + 1]));
    }
    return found;
  }

  private static void add(Map<String, Abbreviation> found, Abbreviation abbreviation) {
    found.put(abbreviation.name().toLowerCase(Locale.ROOT), abbreviation);
  }

  /** The abbreviation of that name in small letters. */
  static Optional<Abbreviation> find(String lower) {
    return Optional.ofNullable(BY_NAME.get(lower));
  }

  /** All of them, in order of their names. */
  public static Iterable<Abbreviation> all() {
    return new TreeMap<>(BY_NAME).values();
  }
}
