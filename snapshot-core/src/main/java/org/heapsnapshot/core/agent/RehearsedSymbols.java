package org.heapsnapshot.core.agent;

import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.heapsnapshot.core.capture.CapturedClass;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.capture.Peek;
import org.heapsnapshot.runtime.format.RecipeKind;

/**
 * Tells whether what an image names, and does not copy, is what a running program has: texts,
 * classes, numbers, what the JDK's statics hold, and what calls answer. Guarded by the child.
 */
final class RehearsedSymbols {
  private final CapturedHeap heap;

  /** The standard streams that a start has; the program may have set others. */
  private final Object in = System.in;

  private final Object out = System.out;
  private final Object err = System.err;

  RehearsedSymbols(CapturedHeap heap) {
    this.heap = heap;
  }

  /**
   * What another object is found for a symbol.
   *
   * @param symbol neither an instance nor an array
   * @return what differs, or null
   */
  String difference(CapturedObject symbol, Object now) {
    if (symbol instanceof CapturedObject.Text text) {
      return text.text().equals(now) ? null : "another string";
    }
    if (symbol instanceof CapturedObject.ClassMirror mirror) {
      boolean same = now instanceof Class<?> c && c.getName().equals(name(mirror.classIndex()));
      return same ? null : "another class";
    }
    if (symbol instanceof CapturedObject.SmallBox box) {
      boolean same =
          now.getClass().getName().equals(name(box.classIndex())) && isBox(now, box.value());
      return same ? null : "another number";
    }
    if (symbol instanceof CapturedObject.JdkEnum constant) {
      boolean same =
          now instanceof Enum<?> e
              && e.name().equals(constant.constant())
              && e.getDeclaringClass().getName().equals(name(constant.classIndex()));
      return same ? null : "another constant";
    }
    if (symbol instanceof CapturedObject.StaticField field) {
      CapturedClass owner = heap.classes().get(field.classIndex());
      String name = owner.fields().get(field.field()).name();
      return now == held(owner.name(), name)
          ? null
          : "something else than " + owner.name() + "." + name;
    }
    if (symbol instanceof CapturedObject.BuiltinLoader loader) {
      ClassLoader expected =
          loader.loader() == 1
              ? ClassLoader.getPlatformClassLoader()
              : ClassLoader.getSystemClassLoader();
      return now == expected ? null : "another class loader";
    }
    if (symbol instanceof CapturedObject.Recipe recipe) {
      return isAnswer(recipe, now) ? null : "another " + now.getClass().getName();
    }
    return null; // A logger, which each start obtains for itself.
  }

  private String name(int classIndex) {
    return heap.classes().get(classIndex).name();
  }

  static boolean isBox(Object now, int value) {
    if (now instanceof Character c) {
      return c == value;
    }
    if (now instanceof Boolean b) {
      return b == (value != 0);
    }
    return now instanceof Number n && n.longValue() == value;
  }

  /** What a static field of the JDK holds, or a standard stream that this JVM began with. */
  private Object held(String owner, String field) {
    if (owner.equals("java.lang.System")) {
      return switch (field) {
        case "in" -> in;
        case "out" -> out;
        default -> err;
      };
    }
    try {
      Class<?> c = Class.forName(owner, false, null);
      // An object that is there comes from a class that is initialized.
      return Peek.initialized(c) ? Peek.reference(c, offset(c, field)) : null;
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  private static long offset(Class<?> c, String field) throws NoSuchFieldException {
    return Peek.offset(c.getDeclaredField(field), true);
  }

  /** Of what other calls answer only that it is the same object again can be told. */
  private boolean isAnswer(CapturedObject.Recipe recipe, Object now) {
    int[] parts = recipe.arguments();
    return switch (recipe.kind()) {
      case RecipeKind.CHARSET -> now instanceof Charset c && c.name().equals(text(parts[0]));
      case RecipeKind.LOCALE ->
          now instanceof Locale l
              && l.toLanguageTag().equals(text(parts[0]))
              && (parts[3] == 0 || l.getVariant().equals(text(parts[3])));
      case RecipeKind.PATTERN ->
          now instanceof Pattern p && p.pattern().equals(text(parts[0])) && p.flags() == parts[1];
      case RecipeKind.TIME_ZONE -> now instanceof TimeZone z && z.getID().equals(text(parts[0]));
      case RecipeKind.CURRENCY ->
          now instanceof Currency c && c.getCurrencyCode().equals(text(parts[0]));
      case RecipeKind.ZONE_ID -> now instanceof ZoneId z && z.getId().equals(text(parts[0]));
      case RecipeKind.THREAD_LOCAL -> now.getClass() == ThreadLocal.class;
      case RecipeKind.STRING_BUILDER ->
          now instanceof StringBuilder b && text(parts[0]).contentEquals(b);
      case RecipeKind.STRING_BUFFER ->
          now instanceof StringBuffer b && text(parts[0]).equals(unlocked(b));
      case RecipeKind.ELEMENT -> now == element(parts);
      case RecipeKind.FIELD ->
          now instanceof Field f
              && f.getName().equals(text(parts[1]))
              && isClass(parts[0], f.getDeclaringClass());
      case RecipeKind.METHOD ->
          now instanceof Method m
              && m.getName().equals(text(parts[1]))
              && isClass(parts[0], m.getDeclaringClass())
              && areClasses(parts, 2, parts.length - 1, m.getParameterTypes());
      case RecipeKind.CONSTRUCTOR ->
          now instanceof Constructor<?> c
              && isClass(parts[0], c.getDeclaringClass())
              && areClasses(parts, 1, parts.length - 1, c.getParameterTypes());
      case RecipeKind.METHOD_TYPE ->
          now instanceof MethodType t
              && isClass(parts[0], t.returnType())
              && areClasses(parts, 1, parts.length, t.parameterArray());
      default -> true;
    };
  }

  private Object element(int[] parts) {
    if (heap.objects().get(parts[0] - 1) instanceof CapturedObject.StaticField field) {
      CapturedClass owner = heap.classes().get(field.classIndex());
      Object array = held(owner.name(), owner.fields().get(field.field()).name());
      return array instanceof Object[] elements ? elements[parts[1]] : null;
    }
    return null;
  }

  private boolean areClasses(int[] parts, int from, int to, Class<?>[] now) {
    if (to - from != now.length) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (!isClass(parts[i], now[i - from])) {
        return false;
      }
    }
    return true;
  }

  private boolean isClass(int id, Class<?> now) {
    // A class of proxies is an answer.
    return !(heap.objects().get(id - 1) instanceof CapturedObject.ClassMirror mirror)
        || name(mirror.classIndex()).equals(now.getName());
  }

  /** What is in a buffer, whose lock another thread may hold. */
  private static String unlocked(StringBuffer buffer) {
    Class<?> c = StringBuffer.class.getSuperclass();
    byte[] value = (byte[]) Peek.get(buffer, c, "value");
    int count = Peek.integer(buffer, c, "count");
    StringBuilder text = new StringBuilder();
    try {
      long offset = Peek.offset(c.getDeclaredField("coder"), false);
      boolean wide = Peek.primitive(buffer, offset, 'B') != 0;
      long base = Peek.arrayBase(byte[].class);
      for (int i = 0; i < count; i++) {
        long at = base + (wide ? 2L * i : i);
        text.append((char) (Peek.primitive(value, at, wide ? 'C' : 'B') & (wide ? 0xFFFF : 0xFF)));
      }
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  String text(int id) {
    return ((CapturedObject.Text) heap.objects().get(id - 1)).text();
  }
}
