package org.heapsnapshot.runtime.restore;

import java.io.File;
import java.io.IOException;
import java.util.Map;
import org.heapsnapshot.runtime.format.FingerprintLayout;
import org.heapsnapshot.runtime.image.Fingerprint;
import org.heapsnapshot.runtime.image.LoadResult;
import org.heapsnapshot.runtime.image.Refusal;

/** Compares the running JVM with the fingerprint of an image, and looks for agents. */
final class Environment {
  private static final String AGENT_CLASS = "sun.instrument.InstrumentationImpl";

  private static final String[] MODULE_OPTIONS = {
    "jdk.module.addmods.0",
    "jdk.module.limitmods",
    "jdk.module.patch.0",
    "jdk.module.path",
    "jdk.module.upgrade.path"
  };

  /** Asked for once: every lazy class looks for agents. */
  private static Class<?> agentClass;

  private final Fingerprint image;

  Environment(Fingerprint image) {
    this.image = image;
  }

  /** Refuses another feature release and another VM. */
  void checkHard(int feature) {
    if (feature != image.javaFeature) {
      throw Refusal.found(LoadResult.OTHER_FEATURE, "java", feature, image.javaFeature);
    }
    String vm = System.getProperty("java.vm.name");
    if (!image.vmName.equals(vm)) {
      throw Refusal.found(LoadResult.OTHER_VM, "java.vm.name", vm, image.vmName);
    }
  }

  boolean isSameBuild() {
    return image.jdkBuild.equals(System.getProperty("java.vm.version"));
  }

  boolean isSameLayout(Memory memory) {
    int[] arrays = Memory.arrayLayout();
    for (int i = 0; i < arrays.length; i++) {
      if (arrays[i] != image.layout(i)) {
        return false;
      }
    }
    return canary(memory, "reference") == image.layout(FingerprintLayout.LAYOUT_CANARY_REFERENCE)
        && canary(memory, "narrow") == image.layout(FingerprintLayout.LAYOUT_CANARY_NARROW);
  }

  private static long canary(Memory memory, String field) {
    try {
      return memory.offset(LayoutCanary.class.getDeclaredField(field));
    } catch (NoSuchFieldException e) {
      return -1;
    }
  }

  /**
   * Whether no resource can be in front of the image or behind it: nothing else is on the class
   * path, and the JVM searches nothing for its own loader but the JDK. To look would read the
   * directory of the image and that of the JDK, which takes 10 ms and more.
   */
  static boolean isImageAlone(Memory memory) {
    String path = System.getProperty("snapshot");
    return path != null
        && isSameFile(path, System.getProperty("java.class.path"))
        && !hasAgent(memory)
        && !hasMoreClasses(memory);
  }

  private static boolean isSameFile(String image, String classPath) {
    if (image.equals(classPath)) {
      return true;
    }
    try {
      return classPath.indexOf(File.pathSeparatorChar) < 0
          && new File(image).getCanonicalPath().equals(new File(classPath).getCanonicalPath());
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Whether there is an appended boot class path, or an option that adds, replaces or takes away
   * modules: properties that the JDK keeps for itself.
   */
  private static boolean hasMoreClasses(Memory memory) {
    try {
      Class<?> type = Class.forName("jdk.internal.misc.VM", false, null);
      long offset = memory.offset(type.getDeclaredField("savedProps"));
      Map<?, ?> saved = (Map<?, ?>) memory.getReference(type, offset);
      Object path = saved.get("jdk.boot.class.path.append");
      if (path != null && !"".equals(path)) {
        return true;
      }
      for (String option : MODULE_OPTIONS) {
        if (saved.containsKey(option)) {
          return true;
        }
      }
      return false;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return true; // Another JDK: then it is looked for.
    }
  }

  /**
   * Whether an agent was started through {@code java.lang.instrument}, from the command line or by
   * attaching: nothing else initializes the class that implements it.
   */
  static boolean hasAgent(Memory memory) {
    Class<?> type = agentClass;
    if (type == null) {
      try {
        type = Class.forName(AGENT_CLASS, false, null);
      } catch (ClassNotFoundException e) {
        return false;
      }
      agentClass = type;
    }
    try {
      return memory.isInitialized(type);
    } catch (NoSuchMethodError e) {
      return MappedLibraries.contain("libinstrument");
    }
  }
}
