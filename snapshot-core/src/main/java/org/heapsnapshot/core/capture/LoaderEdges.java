package org.heapsnapshot.core.capture;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * References that no field shows: from a class that a loader of the program has defined, and from
 * its objects, to the loader; from a loader to its name and its parent. Immutable.
 */
public final class LoaderEdges {
  private static final int[] NONE = {};

  private final Map<Integer, int[]> ofClass = new HashMap<>();
  private final Map<Integer, int[]> ofLoader = new HashMap<>();

  /** Those of a heap. */
  public LoaderEdges(List<CapturedLoader> loaders) {
    for (CapturedLoader loader : loaders) {
      for (int c : loader.classes()) {
        ofClass.put(c, new int[] {loader.object()});
      }
      int parent = loader.parent() < 0 ? 0 : loaders.get(loader.parent()).object();
      int[] both = {loader.name(), parent};
      ofLoader.put(loader.object(), both);
    }
  }

  /** The captured ids to which an object leads; 0 for null. */
  public int[] of(int id, CapturedObject object) {
    if (ofLoader.isEmpty()) {
      return NONE;
    }
    if (object instanceof CapturedObject.ClassMirror mirror) {
      return ofClass.getOrDefault(mirror.classIndex(), NONE);
    }
    if (object instanceof CapturedObject.Instance instance) {
      int[] own = ofLoader.get(id);
      return own != null ? own : ofClass.getOrDefault(instance.classIndex(), NONE);
    }
    return NONE;
  }
}
