package org.heapsnapshot.runtime.image;

/**
 * Why an image is not used: one constant for each cause, with what is wrong and what to do about
 * it. Loaded only when a start falls back.
 */
public enum LoadResult {
  FILE_MISSING("the image cannot be opened", "check the path in -Dsnapshot"),
  FILE_EMPTY("the image is empty", "build it again"),
  FILE_UNFINISHED("the image was not written to its end", "build it again"),
  NOT_AN_IMAGE("the file is not an image", "check the path in -Dsnapshot"),
  TRUNCATED("the image is shorter than it says", "copy or build it again"),
  NO_MEMORY("the heap does not hold the image", "raise -Xmx"),
  BYTE_ORDER("images are read on little-endian machines only", "start without -Dsnapshot"),
  WRONG_MAGIC("the heap of the image has another magic", "build it again"),
  FORMAT_OLDER("the image has an older format", "build it again with this version of the tool"),
  FORMAT_NEWER("the image has a newer format", "build it again with this version of the tool"),
  HEADER_CORRUPT("the header of the heap is damaged", "copy or build it again"),
  SECTION_TABLE_CORRUPT("the section table is damaged", "copy or build it again"),
  CHECKSUM("a section of the heap is damaged", "copy or build it again"),
  CORRUPT("the heap of the image contradicts itself", "build it again"),
  OTHER_FEATURE("the image is for another JDK release", "build it for this JDK (--java-home)"),
  OTHER_VM("the image is for another VM", "build it for this JDK (--java-home)"),
  OTHER_FIELDS("JDK classes have other fields than at build", "build it for this JDK"),
  OFFSETS_REFUSED(
      "this JDK does not tell the offset of a field",
      "build it for this JDK, or export java.base/jdk.internal.misc to the program"),
  MEMORY_REFUSED("this VM gives no access to memory", "add the module jdk.unsupported"),
  OTHER_IMAGE_ID(
      "the classes come from another build than the heap", "build again, or remove the archive"),
  OTHER_CODE_SOURCE(
      "the classes were not loaded from the image", "put the image itself on the class path"),
  NOT_FIRST(
      "something is in front of the image on the class path",
      "put the image first: what is in front may have other classes and resources"),
  FOREIGN_LOADER(
      "the image was not loaded by the application class loader",
      "start it with -jar or -cp and without a system class loader of its own"),
  NOT_ALONE(
      "the program had started threads before the image was restored",
      "start the image as the main program"),
  SECURITY_MANAGER(
      "a security manager is set, which may forbid what a start from an image needs",
      "start without it, or without -Dsnapshot"),
  AGENT("a Java agent may have changed classes", "remove it, or set -Dsnapshot.agents=trusted"),
  GUARD("the environment differs from the one at build", "build it again for this environment"),
  CLASS_MISSING("a class of the image cannot be loaded", "build it again from this class path"),
  CLASS_CHANGED("a class is not what it was at build", "build it again from this class path"),
  CLASS_MADE(
      "the program has made a class that the image would make", "there is nothing to do about it"),
  SYMBOL_MISSING("an object of the JDK is not what it was at build", "build it for this JDK"),
  RECIPE_FAILED("a call of the JDK failed that had worked at build", "build it for this JDK"),
  DISTURBED(
      "a class was initialized while the image was checked",
      "build with --initialize-at-run-time for it"),
  UNEXPECTED("checking the image failed", "report this with the image");

  /** What is wrong, a clause. */
  public final String what;

  /** What to do, a clause. */
  public final String advice;

  LoadResult(String what, String advice) {
    this.what = what;
    this.advice = advice;
  }
}
