package org.heapsnapshot.core.archive;

/**
 * What the image is worth against the best archive of the unmodified jars.
 *
 * @param medianImageMillis of the starts from image and archive
 * @param medianStockMillis of the starts of the unmodified program
 * @param ratio median of the paired ratios, image to stock: below 1 the image is faster
 * @param sentence the same in words; with the stock command to use when the image is not worth it
 */
public record StockResult(
    double medianImageMillis, double medianStockMillis, double ratio, String sentence) {}
