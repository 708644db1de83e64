package org.heapsnapshot.runtime.extension;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a {@link Handler} handles. An annotation, so that a handler is linked only in a JVM that has
 * the types it uses.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Handles {
  /**
   * Binary names of the classes whose objects are handled, subclasses not included; empty when
   * {@link Handler#handles} is to be asked.
   */
  String[] value();

  /**
   * Instance fields, as {@code declaring.Class.field}, of these or any other classes, that cache
   * what the program computes again when they are zero or null, such as hash codes. They are left
   * so in every image. One that begins with {@code *} means what ends with the rest: {@code
   * *.collect.Table.hash} is for copies of a library in other packages, too.
   */
  String[] caches() default {};

  /**
   * Binary names of classes that must be there, where other versions of the library differ; the
   * annotation says nothing otherwise.
   */
  String[] needs() default {};

  /** Further packages, with those below them, that go into an image with the handler. */
  String[] with() default {};
}
