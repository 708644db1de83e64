package org.heapsnapshot.examples.freight;

/** A way of moving freight. */
enum Mode {
  ROAD('R', 1_400, 62, 70),
  RAIL('T', 4_500, 45, 28),
  SEA('S', 30_000, 33, 6),
  AIR('A', 18_000, 780, 410);

  /** The letter that marks a place as served by this mode. */
  final char letter;

  /** Longest leg without a stop, in kilometres. */
  final int reachKm;

  /** Average speed, in kilometres an hour. */
  final int speedKmh;

  /** Price of a tonne, in thousandths of a euro a kilometre. */
  final int milliEuroTonneKm;

  Mode(char letter, int reachKm, int speedKmh, int milliEuroTonneKm) {
    this.letter = letter;
    this.reachKm = reachKm;
    this.speedKmh = speedKmh;
    this.milliEuroTonneKm = milliEuroTonneKm;
  }

  static Mode named(String word) {
    for (Mode mode : values()) {
      if (mode.name().equalsIgnoreCase(word)) {
        return mode;
      }
    }
    return null;
  }
}
