package org.heapsnapshot.core.observe;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heapsnapshot.core.capture.CapturedHeap;

/**
 * What one observing child JVM hands back.
 *
 * @param convictions in the order found
 * @param guards facts of the environment that initializers read
 * @param initialized binary names of the program's classes whose initializer ran, in order of entry
 * @param nesting for each of those, the initializer that ran it, or empty
 * @param unloadable classes of the closure that could not be loaded, with the error
 * @param late classes that obtain loggers at their natural time
 * @param memos static fields that are captured as they were at first, each {@code Class.field}
 * @param lookUps what initializers looked for on the class path
 * @param effects what the code of each initializer did, whether it convicts or not
 * @param heap the captured heap; absent when an object was found that cannot be carried
 */
public record ObserveReport(
    List<Conviction> convictions,
    List<Guard> guards,
    List<String> initialized,
    List<String> nesting,
    Map<String, String> unloadable,
    List<String> late,
    List<String> memos,
    LookUps lookUps,
    Map<String, Set<String>> effects,
    CapturedHeap heap) {}
