package org.heapsnapshot.examples.freight;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Prices by mode, handling and weight: a discount that grows with every weight break. */
final class Tariff {
  private static final int BREAKS = 60;
  private static final BigDecimal DISCOUNT = new BigDecimal("0.985");
  private static final BigDecimal GROWTH = new BigDecimal("1.19");

  private static final Map<Mode, Map<GoodsClass, NavigableMap<BigDecimal, BigDecimal>>> PRICES =
      new EnumMap<>(Mode.class);

  static {
    for (Mode mode : Mode.values()) {
      Map<GoodsClass, NavigableMap<BigDecimal, BigDecimal>> byClass =
          new EnumMap<>(GoodsClass.class);
      for (GoodsClass goods : GoodsClass.values()) {
        byClass.put(goods, breaks(mode, goods));
      }
      PRICES.put(mode, byClass);
    }
  }

  private Tariff() {}

  /** Price in euros, to the cent. */
  static BigDecimal price(Mode mode, GoodsClass goods, double kilograms, double kilometres) {
    NavigableMap<BigDecimal, BigDecimal> breaks = PRICES.get(mode).get(goods);
    BigDecimal weight = BigDecimal.valueOf(kilograms);
    Map.Entry<BigDecimal, BigDecimal> entry = breaks.floorEntry(weight);
    BigDecimal rate = entry == null ? breaks.firstEntry().getValue() : entry.getValue();
    return rate.multiply(weight)
        .multiply(BigDecimal.valueOf(kilometres))
        .setScale(2, RoundingMode.HALF_UP);
  }

  /** Euros for a kilogram and a kilometre, by the weight from which they hold. */
  private static NavigableMap<BigDecimal, BigDecimal> breaks(Mode mode, GoodsClass goods) {
    NavigableMap<BigDecimal, BigDecimal> breaks = new TreeMap<>();
    BigDecimal rate =
        BigDecimal.valueOf(mode.milliEuroTonneKm)
            .movePointLeft(6)
            .multiply(BigDecimal.valueOf(100 + goods.surchargePercent).movePointLeft(2));
    BigDecimal from = BigDecimal.ONE;
    for (int i = 0; i < BREAKS; i++) {
      breaks.put(from, rate);
      rate = rate.multiply(DISCOUNT).setScale(12, RoundingMode.HALF_UP);
      from = from.multiply(GROWTH).setScale(3, RoundingMode.HALF_UP);
    }
    return breaks;
  }
}
