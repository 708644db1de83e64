package org.heapsnapshot.examples.freight;

import java.time.LocalDate;
import java.util.List;

/**
 * Quotes prices for moving freight: one request an argument, or a few of its own.
 *
 * <p>It is the kind of command-line program that Snapshot is for. What it does for a request takes
 * a moment; what takes its time at start is the static initializers: a lexer compiled from
 * expressions, shortest ways between all places, calendars, units, tariffs and a keyword automaton,
 * all of them the same at every start.
 */
public final class FreightDesk {
  private static final String[] SAMPLES = {
    "ship 12 t \"green coffee\" from Santos to Hamburg by sea on 2026-03-14",
    "ship 800 lb \"machine parts\" from Stuttgart to Chicago by air on 2026-12-25",
    "send 3 tonne \"porcelain lamps\" from CNSHA to Duisburg by rail on 2026-05-01",
    "move 250 kg \"lithium batteries\" from Munich to Lisbon",
    "quote 40 kg \"banknotes\" from Zurich to Hong Kong by air on 2027-04-02",
  };

  private FreightDesk() {}

  /** Prints a line for each request; exits with 1 when one of them cannot be understood. */
  public static void main(String[] args) {
    boolean understood = true;
    for (String line : args.length == 0 ? SAMPLES : args) {
      try {
        System.out.println(answer(Request.parse(line)));
      } catch (IllegalArgumentException e) {
        understood = false;
        System.out.println("Not understood: " + line + ": " + e.getMessage());
      }
    }
    if (!understood) {
      System.exit(1);
    }
  }

  static String answer(Request request) {
    Mode best = request.mode();
    if (best == null) {
      best = cheapest(request);
    }
    if (best == null || !request.goods().allowedBy(best)) {
      return "No quote: " + request.goods() + " goods do not go that way.";
    }
    float kilometres = Network.of(best).kilometres(request.from(), request.to());
    if (kilometres == Float.POSITIVE_INFINITY) {
      return "No quote: there is no way by " + best + ".";
    }
    List<Place> way = Network.of(best).way(request.from(), request.to());
    Place start = way.get(0);
    Place end = way.get(way.size() - 1);
    LocalDate pickup = Workdays.onOrAfter(request.day(), start.country());
    int days = (int) Math.ceil(kilometres / best.speedKmh / 24) + way.size() - 2;
    LocalDate delivery = Workdays.onOrAfter(pickup.plusDays(days), end.country());
    StringBuilder answer = new StringBuilder();
    answer.append("EUR ");
    answer.append(Tariff.price(best, request.goods(), request.kilograms(), kilometres));
    answer.append(" by ").append(best).append(", ").append(request.goods()).append(", ");
    answer.append(Math.round(kilometres)).append(" km, ");
    answer.append(pickup).append(" to ").append(delivery).append(": ");
    for (Place place : way) {
      answer.append(place == start ? "" : " - ").append(place.name());
    }
    return answer.toString();
  }

  private static Mode cheapest(Request request) {
    Mode best = null;
    double lowest = Double.POSITIVE_INFINITY;
    for (Mode mode : Mode.values()) {
      double distance = Network.of(mode).kilometres(request.from(), request.to());
      double price = distance * mode.milliEuroTonneKm;
      if (request.goods().allowedBy(mode) && price < lowest) {
        best = mode;
        lowest = price;
      }
    }
    return best;
  }
}
