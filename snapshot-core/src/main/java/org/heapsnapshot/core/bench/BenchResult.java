package org.heapsnapshot.core.bench;

import java.util.List;

/**
 * What a comparison found.
 *
 * @param plan how it was measured
 * @param jdk {@code java.vm.name} and {@code java.vm.version}
 * @param processors processors of the machine
 * @param results by variant, in the order of the ablation
 * @param notes what a reader should know, a line each
 */
public record BenchResult(
    BenchPlan plan, String jdk, int processors, List<VariantResult> results, List<String> notes) {
  /** Copies the lists; there is at least one variant. */
  public BenchResult {
    results = List.copyOf(results);
    notes = List.copyOf(notes);
    if (results.isEmpty()) {
      throw new IllegalArgumentException("no variant");
    }
  }

  /** What all are compared with: the stock archive when it was measured, else the first. */
  public VariantResult reference() {
    VariantResult stock = resultOrNull(VariantKind.STOCK);
    return stock == null ? results.get(0) : stock;
  }

  /** The result of a kind, or null when it was not measured. */
  public VariantResult resultOrNull(VariantKind kind) {
    return results.stream().filter(r -> r.variant().kind() == kind).findFirst().orElse(null);
  }
}
