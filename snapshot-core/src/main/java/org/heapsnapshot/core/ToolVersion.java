package org.heapsnapshot.core;

/** The version of this tool. */
public final class ToolVersion {
  private ToolVersion() {}

  /** From the manifest of the jar, or {@code development} where there is none. */
  public static String current() {
    String version = ToolVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
