package org.heapsnapshot.core.agent;

/** What an entry of {@code effects.conf} means for the initializers on the stack. */
enum EffectCategory {
  THREAD("changes a thread"),
  PROCESS("reaches the process"),
  NATIVE("loads a native library"),
  /** The same, by the method that programs call; told before and after. */
  LIBRARY("loads a native library"),
  NATIVE_CALL("calls a native method"),
  WRITE("writes a file or a stream"),
  FILE("reads or changes the file system"),
  NETWORK("uses the network"),
  REGISTRY("changes a registry of the JDK"),
  REGISTRY_READ("reads a registry of the JDK"),
  /** Makes an object of which a part belongs to the process. */
  MAKES("makes a thread or an executor"),
  /** Changes such an object. */
  PREPARES("changes a thread or an executor"),
  DEFINE("defines a class"),
  LOCAL("sets a thread local"),
  PROPERTY_SET("sets a system property"),
  PROPERTY("reads a system property"),
  PROPERTIES("reads all system properties"),
  ENV("reads the environment"),
  CHARSET("reads the default charset"),
  LINE("reads the line separator"),
  /** Of members of the JDK that the options of a start may open. */
  ACCESS("breaks into the JDK"),
  RANDOM("draws random numbers"),
  MACHINE("reads a fact of the machine"),
  OFFSET("reads the offset of a field"),
  LAYOUT("reads the object layout or raw memory"),
  RESOURCE("looks for a resource"),
  RESOURCES("looks for all resources of a name"),
  /** Its names depend on the default locale; the bundle itself is obtained again at a start. */
  BUNDLE("reads a resource bundle"),
  NO_CLASS("looks for a class in vain");

  private final String phrase;

  EffectCategory(String phrase) {
    this.phrase = phrase;
  }

  /** Continues a sentence that begins with "its initializer". */
  String phrase() {
    return phrase;
  }
}
