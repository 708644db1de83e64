package org.heapsnapshot.examples.freight;

/** How goods are handled, and what that adds to the price in percent. */
enum GoodsClass {
  GENERAL(0, "parts machine furniture textile paper steel timber toy tool book shoe carpet"),
  FOOD(12, "fruit grain coffee tea sugar meat fish cheese wine oil rice banana cocoa flour"),
  FRAGILE(20, "glass ceramic mirror porcelain screen instrument piano lamp"),
  CHILLED(35, "vaccine flower frozen ice cream fresh dairy medicine blood"),
  VALUABLE(55, "gold silver jewel watch chip processor artwork sculpture coin banknote"),
  DANGEROUS(80, "battery acid paint gas explosive firework solvent aerosol lithium chlorine") {
    @Override
    boolean allowedBy(Mode mode) {
      return mode != Mode.AIR;
    }
  };

  final int surchargePercent;
  final String keywords;

  GoodsClass(int surchargePercent, String keywords) {
    this.surchargePercent = surchargePercent;
    this.keywords = keywords;
  }

  boolean allowedBy(Mode mode) {
    return true;
  }
}
