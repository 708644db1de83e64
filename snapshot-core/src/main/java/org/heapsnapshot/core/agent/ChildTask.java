package org.heapsnapshot.core.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a child JVM is to do; its file is the argument of the agent.
 *
 * @param kind {@code train}, {@code observe}, {@code rehearse} or {@code verify}
 * @param output file for the Kryo stream that is handed back
 * @param mainClass binary name of the program's main class
 * @param load classes to load without initializing
 * @param initialize classes to initialize, in order
 * @param first classes that every start initializes before anything else, in order, the main class
 *     before all others
 * @param preload static methods to run after that, each {@code Class::method}
 * @param runTime classes that are {@code RUN_TIME} already, binary names
 * @param late classes that obtain loggers at their natural time, as found so far, binary names
 * @param setByProgram system properties that the training run set, and {@link #STREAM standard
 *     streams}, with the number of initializers that had begun before
 * @param guarded names of facts that the user allows to be guards
 * @param allowed classes whose objects are carried although they are keys
 * @param trusted classes whose effects the user answers for
 * @param reversed whether to initialize in the opposite order: state that depends on the order of
 *     initializers then differs
 * @param shiftMillis added to the clocks that program code reads
 * @param salt iteration salt for this JVM's immutable collections
 * @param host what this machine is called as initializers see it; empty for its own name
 * @param memos static fields, each {@code Class.field}, that the user calls memos; when verifying,
 *     all that are
 * @param assertionFields by {@code Class.field} the classes whose assertion status static fields
 *     hold, behind {@code CapturedStatics.NEGATED} for the opposite
 * @param nesting in an earlier observation, for each initializer the one that ran it, or empty
 */
public record ChildTask(
    String kind,
    String output,
    String mainClass,
    List<String> load,
    List<String> initialize,
    List<String> first,
    List<String> preload,
    List<String> runTime,
    List<String> late,
    Map<String, Integer> setByProgram,
    List<String> guarded,
    List<String> allowed,
    List<String> trusted,
    boolean reversed,
    long shiftMillis,
    long salt,
    String host,
    List<String> memos,
    Map<String, String> assertionFields,
    Map<String, String> nesting) {

  /** Begins the key of a default, {@code locale} or {@code timezone}, among what was set. */
  public static final String DEFAULT = "\0default ";

  /** Begins the key of a system property that no training run set, but the program may set. */
  public static final String POSSIBLE = "\0possible ";

  /** Begins the key of a standard stream among what was set by the program. */
  public static final String STREAM = "\0stream ";

  /**
   * To run the program and watch it.
   *
   * @param kind {@code train} or {@code rehearse}
   * @param first as above
   */
  public static ChildTask toRun(String kind, String output, String mainClass, List<String> first) {
    return new ChildTask(
        kind,
        output,
        mainClass,
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(first),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new LinkedHashMap<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        false,
        0,
        0,
        "",
        new ArrayList<>(),
        new LinkedHashMap<>(),
        new LinkedHashMap<>());
  }

  /** The same task with another output file. */
  public ChildTask withOutput(String file) {
    return new ChildTask(
        kind,
        file,
        mainClass,
        load,
        initialize,
        first,
        preload,
        runTime,
        late,
        setByProgram,
        guarded,
        allowed,
        trusted,
        reversed,
        shiftMillis,
        salt,
        host,
        memos,
        assertionFields,
        nesting);
  }

  /** Whether a key of {@link #setByProgram} is the name of a system property. */
  static boolean isProperty(String key) {
    return !key.startsWith("\0");
  }
}
