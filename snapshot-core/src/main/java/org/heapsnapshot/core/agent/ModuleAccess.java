package org.heapsnapshot.core.agent;

import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;

/**
 * Tells which members of the JDK a program may break into at some starts only: those that no module
 * opens to everybody, but {@code --add-opens} may. No lambdas, as in {@link ObserveSink}.
 */
final class ModuleAccess {
  private ModuleAccess() {}

  /**
   * Whether access depends on the options of a start.
   *
   * @param target a class, a member, or an array of members
   */
  static boolean dependsOnOptions(Object target) {
    if (target instanceof Object[] members) {
      for (Object member : members) {
        if (dependsOnOptions(member)) {
          return true;
        }
      }
      return false;
    }
    if (target instanceof Class<?> type) {
      return !isOpen(type);
    }
    if (!(target instanceof Member member)) {
      return false;
    }
    Class<?> type = member.getDeclaringClass();
    boolean isShown =
        Modifier.isPublic(type.getModifiers())
            && (Modifier.isPublic(member.getModifiers())
                || Modifier.isProtected(member.getModifiers())
                    && Modifier.isStatic(member.getModifiers()))
            && isExported(type);
    return !isShown && !isOpen(type);
  }

  private static boolean isOpen(Class<?> type) {
    ModuleDescriptor descriptor = type.getModule().getDescriptor();
    if (descriptor == null || descriptor.isOpen()) {
      return true; // Of no module, as programs are.
    }
    for (ModuleDescriptor.Opens opens : descriptor.opens()) {
      if (!opens.isQualified() && opens.source().equals(type.getPackageName())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isExported(Class<?> type) {
    for (ModuleDescriptor.Exports exports : type.getModule().getDescriptor().exports()) {
      if (!exports.isQualified() && exports.source().equals(type.getPackageName())) {
        return true;
      }
    }
    return false;
  }
}
