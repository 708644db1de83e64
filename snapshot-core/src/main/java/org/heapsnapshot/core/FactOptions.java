package org.heapsnapshot.core;

import java.util.ArrayList;
import java.util.List;

/**
 * What a user says about facts of the machine and of the program; names are checked by {@code
 * observe.MachineFact}.
 *
 * @param variables {@code --train-env}: environment variables whose values the observing JVMs
 *     inherit; each that is read becomes a guard
 * @param guards {@code --guard}: facts that every start may be asked to have in common with the
 *     build
 * @param allowCaptured {@code --allow-captured}: classes, fields ({@code Class.field}) or facts for
 *     which the search for secrets in the image is not done
 * @param memos {@code --memo}: static fields ({@code Class.field}) that only save time
 */
public record FactOptions(
    List<String> variables, List<String> guards, List<String> allowCaptured, List<String> memos) {
  /** Nothing of that. */
  public static final FactOptions NONE =
      new FactOptions(List.of(), List.of(), List.of(), List.of());

  /** Copies the lists. */
  public FactOptions {
    variables = List.copyOf(variables);
    guards = List.copyOf(guards);
    allowCaptured = List.copyOf(allowCaptured);
    memos = List.copyOf(memos);
  }

  /** The same with one more guard. */
  public FactOptions guarding(String fact) {
    List<String> more = new ArrayList<>(guards);
    more.add(fact);
    return new FactOptions(variables, more, allowCaptured, memos);
  }
}
