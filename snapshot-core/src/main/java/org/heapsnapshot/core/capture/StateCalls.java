package org.heapsnapshot.core.capture;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.temporal.TemporalField;
import java.time.temporal.WeekFields;
import java.util.Objects;
import java.util.Set;

/**
 * Calls that make objects of the JDK again which tell all that they are: nobody has to have seen
 * how they were made.
 */
public final class StateCalls {
  private static final String BUFFER = "java.nio.ByteBuffer";
  private static final String TO_BUFFER = ")Ljava/nio/ByteBuffer;";
  private static final String WEEKS = "java.time.temporal.WeekFields";
  private static final Set<String> BUFFERS =
      Set.of("java.nio.HeapByteBuffer", "java.nio.HeapByteBufferR");

  /** The fields of a URL that say what it is; the others are computed from them when needed. */
  private static final String[] URL_FIELDS = {
    "protocol", "host", "file", "query", "authority", "path", "userInfo", "ref"
  };

  private StateCalls() {}

  /** The call that an object tells, or that such a part of another is; null when there is none. */
  public static RecordedCall callOf(Object o) {
    OwnCall own = isPart(o) ? (OwnCall) o : of(o);
    return own == null ? null : own.call();
  }

  /** Whether it is a part of a call, and no object of the program. */
  public static boolean isPart(Object o) {
    return o instanceof OwnCall;
  }

  /** The call for an object, or null when it is none of those. */
  static OwnCall of(Object o) {
    if (o instanceof ByteBuffer buffer && BUFFERS.contains(o.getClass().getName())) {
      return buffer(buffer);
    }
    if (o instanceof URL url) {
      return url(url);
    }
    if (o instanceof Path path && o.getClass().getClassLoader() == null) {
      return path(path);
    }
    if (o instanceof WeekFields weeks) {
      return OwnCall.of(
          "s " + WEEKS + ".of(Ljava/time/DayOfWeek;I)L" + WEEKS.replace('.', '/') + ";",
          weeks.getFirstDayOfWeek(),
          weeks.getMinimalDaysInFirstWeek());
    }
    if (o instanceof TemporalField && o.getClass().getName().startsWith(WEEKS + "$")) {
      return weekField(o);
    }
    return Proxy.isProxyClass(o.getClass()) ? proxy(o) : null;
  }

  /** The JDK keeps one for each definition of a week, and compares by identity. */
  private static OwnCall weekField(Object field) {
    WeekFields weeks = (WeekFields) Peek.get(field, field.getClass(), "weekDef");
    String method;
    if (field == weeks.dayOfWeek()) {
      method = "dayOfWeek";
    } else if (field == weeks.weekOfMonth()) {
      method = "weekOfMonth";
    } else if (field == weeks.weekOfYear()) {
      method = "weekOfYear";
    } else if (field == weeks.weekOfWeekBasedYear()) {
      method = "weekOfWeekBasedYear";
    } else if (field == weeks.weekBasedYear()) {
      method = "weekBasedYear";
    } else {
      return null;
    }
    return OwnCall.of("v " + WEEKS + "." + method + "()Ljava/time/temporal/TemporalField;", weeks);
  }

  /** A buffer over the same array, which others may hold too. */
  private static OwnCall buffer(ByteBuffer buffer) {
    byte[] array = (byte[]) Peek.get(buffer, ByteBuffer.class, "hb");
    int offset = Peek.integer(buffer, ByteBuffer.class, "offset");
    int mark = Peek.integer(buffer, java.nio.Buffer.class, "mark");
    if (Peek.get(buffer, java.nio.Buffer.class, "segment") != null) {
      return null;
    }
    OwnCall call;
    if (offset == 0 && buffer.capacity() == array.length) {
      call = OwnCall.of("s " + BUFFER + ".wrap([B" + TO_BUFFER, array);
    } else {
      call = OwnCall.of("s " + BUFFER + ".wrap([BII" + TO_BUFFER, array, offset, buffer.capacity());
      call = OwnCall.of("v " + BUFFER + ".slice(" + TO_BUFFER, call);
    }
    if (buffer.isReadOnly()) {
      call = OwnCall.of("v " + BUFFER + ".asReadOnlyBuffer(" + TO_BUFFER, call);
    }
    if (buffer.order() != ByteOrder.BIG_ENDIAN) {
      call =
          OwnCall.of(
              "v " + BUFFER + ".order(Ljava/nio/ByteOrder;" + TO_BUFFER, call, buffer.order());
    }
    if (buffer.limit() != buffer.capacity()) {
      call = OwnCall.of("v " + BUFFER + ".limit(I" + TO_BUFFER, call, buffer.limit());
    }
    if (mark >= 0) {
      call = OwnCall.of("v " + BUFFER + ".position(I" + TO_BUFFER, call, mark);
      call = OwnCall.of("v " + BUFFER + ".mark(" + TO_BUFFER, call);
    }
    if (buffer.position() != Math.max(mark, 0)) {
      call = OwnCall.of("v " + BUFFER + ".position(I" + TO_BUFFER, call, buffer.position());
    }
    return call;
  }

  /** One that its text makes again, handler of the JDK included. */
  @SuppressWarnings("deprecation") // The constructor that the replay calls.
  private static OwnCall url(URL url) {
    if (url.getClass() != URL.class) {
      return null;
    }
    String text = url.toExternalForm();
    try {
      URL again = new URL(text);
      for (String field : URL_FIELDS) {
        if (!Objects.equals(Peek.get(url, URL.class, field), Peek.get(again, URL.class, field))) {
          return null;
        }
      }
      Class<?> handler = Peek.get(url, URL.class, "handler").getClass();
      if (handler != Peek.get(again, URL.class, "handler").getClass()
          || handler.getClassLoader() != null
          || url.getPort() != again.getPort()) {
        return null;
      }
    } catch (MalformedURLException e) {
      return null;
    }
    return OwnCall.of("n java.net.URL.<init>(Ljava/lang/String;)V", text);
  }

  private static OwnCall path(Path path) {
    String text = path.toString();
    if (path.getFileSystem() != FileSystems.getDefault()
        || path.getClass() != Path.of(text).getClass()
        || !path.equals(Path.of(text))) {
      return null;
    }
    return OwnCall.of(
        "S java.nio.file.Path.of(Ljava/lang/String;[Ljava/lang/String;)Ljava/nio/file/Path;",
        text,
        new String[0]);
  }

  /** With its handler, which is an object of the image like any other. */
  private static OwnCall proxy(Object proxy) {
    InvocationHandler handler = (InvocationHandler) Peek.get(proxy, Proxy.class, "h");
    return OwnCall.of(
        "s java.lang.reflect.Proxy.newProxyInstance(Ljava/lang/ClassLoader;[Ljava/lang/Class;"
            + "Ljava/lang/reflect/InvocationHandler;)Ljava/lang/Object;",
        proxy.getClass().getClassLoader(),
        proxy.getClass().getInterfaces(),
        handler);
  }

  /** The class of such objects, which is found by what they implement. */
  static OwnCall proxyClass(Class<?> c) {
    return OwnCall.of(
        "s java.lang.reflect.Proxy.getProxyClass(Ljava/lang/ClassLoader;[Ljava/lang/Class;)"
            + "Ljava/lang/Class;",
        c.getClassLoader(),
        c.getInterfaces());
  }
}
