package org.heapsnapshot.runtime.format;

/** Keys of METADATA. The runtime reads none of them. */
public final class MetadataKey {
  public static final String TOOL_VERSION = "tool.version";
  public static final String MAIN_CLASS = "main.class";
  public static final String JAVA_HOME_VERSION = "java.home.version";
  public static final String INITIALIZERS_RESTORED = "initializers.restored";
  public static final String INITIALIZERS_TRAINED = "initializers.trained";
  public static final String INITIALIZERS_NANOS_RESTORED = "initializers.nanos.restored";
  public static final String INITIALIZERS_NANOS_TRAINED = "initializers.nanos.trained";

  private MetadataKey() {}
}
