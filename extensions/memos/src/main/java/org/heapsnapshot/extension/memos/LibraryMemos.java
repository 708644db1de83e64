package org.heapsnapshot.extension.memos;

import org.heapsnapshot.runtime.extension.Memos;

/** The memos of libraries that need no extension of their own. Immutable. */
public final class LibraryMemos extends Memos {
  private static final String[] FIELDS = {
    // H2 2.3: bytes of its own resources by name, read again when absent.
    "org.h2.util.Utils.RESOURCES",
    // H2 2.3: the mode asked for last; getInstance makes another that is equal.
    "org.h2.value.CompareMode.lastUsed",
    // H2 2.3: texts and their upper case, by hash; equal texts are as good.
    "org.h2.util.StringUtils.TO_UPPER_CACHE",
    // ANTLR 4.5 to 4.13: intervals of one element up to 1,000; compared with equals.
    "*.v4.runtime.misc.Interval.cache",
    // PlantUML 1.2024: patterns compiled before, by text, the oldest of them dropped.
    "net.sourceforge.plantuml.regex.MyPattern.cache",
    // PlantUML 1.2024: computed from a property or variable when it is null.
    "net.sourceforge.plantuml.security.SecurityUtils.current",
    // kotlin-reflect 1.0 to 1.8: what stands for a class, weakly held and compared with equals.
    "kotlin.reflect.jvm.internal.KClassCacheKt.K_CLASS_CACHE",
    // Protobuf 3: what another class keeps as a constant, which the first call looks up.
    "*.protobuf.ExtensionRegistryLite.emptyRegistry",
    // Scala 2.13: tags of classes, weakly held and compared with equals.
    "scala.reflect.ClassTag$cache$.MODULE$",
    // Scala 2.13: the empty sequence, a lazy value and its flag; compared with equals.
    "scala.collection.immutable.ArraySeq$.emptyImpl",
    "scala.collection.immutable.ArraySeq$.bitmap$0",
  };

  /** Used by the build. */
  public LibraryMemos() {}

  @Override
  public String[] fields() {
    return FIELDS.clone();
  }
}
