package org.heapsnapshot.core.rewrite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectStreamClass;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.core.rewrite.Compiler.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class DeferredReadsTest {
  private static final Source CELL =
      new Source(
          "lib.Cell",
          """
          package lib;

          public class Cell implements java.io.Serializable {
            private static final long serialVersionUID = 1;
            volatile Object content;
            public Object open;
            String text;
            java.util.List<?> list;
            public java.util.List<?> list(java.util.List<?> other) { list = other; return list; }
            static Object all;
            private static final String NAME = String.valueOf("name");
            private static final String LATER = later();
            private static String later() { return LATER == null ? NAME + " later" : "wrong"; }
            public static String names() { return NAME + ", " + LATER; }

            public Cell(Object content) { this.content = content; }
            public Object get() { return content; }
            public boolean same(Cell other) { return content == other.content && other != null; }
            public class Inner { public Object outer() { return content; } }
          }
          """);
  private static final Source SUB =
      new Source(
          "lib.Sub",
          """
          package lib;

          public class Sub extends Cell {
            public Sub(Object content) { super(content); }
            public static Object of(Sub sub) { return sub.content; }
            public static void put(Cell cell, Object o) { cell.content = o; }
          }
          """);
  private static final Source HIDING =
      new Source(
          "lib.Hiding",
          """
          package lib;

          public class Hiding extends Cell {
            Object content = "mine";
            public Hiding() { super("its"); }
            public static Object of(Hiding hiding) { return hiding.content; }
          }
          """);
  private static final Source FOREIGN =
      new Source(
          "other.Cell",
          """
          package other;

          public class Cell { Object content; Object get() { return content; } }
          """);

  private static Map<String, byte[]> compile(int release) {
    return Compiler.compile(release, CELL, SUB, HIDING, FOREIGN);
  }

  private static ClassHierarchy hierarchy(Map<String, byte[]> files) {
    return new ClassFileHierarchy(name -> files.containsKey(name) ? files.get(name) : ofJdk(name));
  }

  private static DeferredReads reads(Map<String, byte[]> files) {
    Map<DeferredField, Integer> fields = new LinkedHashMap<>();
    fields.put(DeferredField.find(files.get("lib/Cell"), "content"), -1);
    fields.put(DeferredField.find(files.get("lib/Cell"), "list"), -1);
    return new DeferredReads(fields, files::get);
  }

  private static Map<String, byte[]> rewritten(int release) {
    Map<String, byte[]> files = compile(release);
    Map<String, byte[]> result = new LinkedHashMap<>();
    files.forEach((name, file) -> result.put(name, reads(files).rewrite(file)));
    return result;
  }

  /** The methods that read a field of that name themselves, each {@code class.method}. */
  private static List<String> readers(Map<String, byte[]> files, String field) {
    List<String> readers = new ArrayList<>();
    files.forEach(
        (name, file) ->
            new ClassReader(file)
                .accept(
                    new ClassVisitor(Opcodes.ASM9) {
                      @Override
                      public MethodVisitor visitMethod(
                          int access, String method, String type, String s, String[] e) {
                        return new MethodVisitor(Opcodes.ASM9) {
                          @Override
                          public void visitFieldInsn(int code, String owner, String f, String d) {
                            boolean reads = code == Opcodes.GETFIELD || code == Opcodes.GETSTATIC;
                            if (reads && f.equals(field) && !owner.contains("$Snapshot$")) {
                              readers.add(name + "." + method);
                            }
                          }
                        };
                      }
                    },
                    0));
    return readers.stream().distinct().toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 11, 17})
  void shouldReadThroughOneMethod(int release) throws Exception {
    Map<String, byte[]> files = rewritten(release);
    Verified.assertVerifies(files);
    assertEquals(
        List.of("lib/Cell.snapshot$read$content", "lib/Hiding.of", "other/Cell.get"),
        readers(files, "content").stream().sorted().toList());
    BytesLoader loader = new BytesLoader(files);
    Class<?> cell = Class.forName("lib.Cell", true, loader);
    Class<?> sub = Class.forName("lib.Sub", true, loader);
    Object content = new Object();
    Object made = sub.getConstructor(Object.class).newInstance(content);
    assertSame(content, cell.getMethod("get").invoke(made));
    assertSame(content, sub.getMethod("of", sub).invoke(null, made));
    assertEquals(true, cell.getMethod("same", cell).invoke(made, made));
    assertEquals(List.of("lib/Cell.snapshot$read$list"), readers(files, "list"));
    List<?> list = List.of(content);
    assertSame(list, cell.getMethod("list", List.class).invoke(made, list));
    sub.getMethod("put", cell, Object.class).invoke(null, made, null);
    assertNull(cell.getMethod("get").invoke(made));
  }

  @Test
  void shouldReadStaticsAsEverWithoutAnImage() throws Exception {
    Map<String, byte[]> files = compile(17);
    Map<DeferredField, Integer> fields = new LinkedHashMap<>();
    fields.put(DeferredField.find(files.get("lib/Cell"), "NAME"), 7);
    fields.put(DeferredField.find(files.get("lib/Cell"), "LATER"), 70_000);
    DeferredReads reads = new DeferredReads(fields, files::get);
    Map<String, byte[]> result = new LinkedHashMap<>(files);
    result.put("lib/Cell", reads.rewrite(files.get("lib/Cell")));
    reads.companions("lib.Cell").forEach((name, file) -> result.put(name.replace('.', '/'), file));
    assertTrue(result.containsKey("lib/Cell$Snapshot$LATER"), result.keySet().toString());
    assertEquals(Map.of(), reads.companions("lib.Sub"));
    Verified.assertVerifies(result);
    assertEquals(List.of("lib/Cell.snapshot$read$NAME"), readers(result, "NAME"));
    Class<?> cell = Class.forName("lib.Cell", true, new BytesLoader(result));
    assertEquals("name, name later", cell.getMethod("names").invoke(null));
  }

  @Test
  void throwsOnRecords() {
    Map<String, byte[]> files =
        Compiler.compile(17, new Source("Pair", "record Pair(Object content) {}"));
    DeferredField field = DeferredField.find(files.get("Pair"), "content");
    String refusal = DeferredReads.refusal(field, hierarchy(files), files::get);
    assertTrue(refusal.contains("a record"), refusal);
  }

  @Test
  void shouldReadFieldsInTheirOwnClassWhereThatChangesNothing() {
    Map<String, byte[]> files =
        Compiler.compile(
            17,
            new Source("Plain", "class Plain { Object content; }"),
            new Source(
                "Fixed",
                "class Fixed implements java.io.Serializable {"
                    + " static final long serialVersionUID = 1; Object content; }"),
            new Source("Open", "class Open implements java.io.Serializable { Object content; }"));
    for (String name : files.keySet()) {
      DeferredField field = DeferredField.find(files.get(name), "content");
      field = DeferredReads.placed(field, hierarchy(files), files::get);
      assertEquals(name.equals("Open"), field.apart(), name);
    }
  }

  @Test
  void shouldTellWhatSerializationReplaces() {
    ClassHierarchy jdk = hierarchy(Map.of());
    assertTrue(DeferredReads.isReplaced("java.util.ImmutableCollections$ListN", jdk));
    assertTrue(DeferredReads.isReplaced("no.such.Class", jdk));
    assertFalse(DeferredReads.isReplaced("java.util.ArrayList", jdk));
  }

  @Test
  void shouldKeepTheSerialFormOfClasses() throws Exception {
    Source plain =
        new Source(
            "lib.Plain",
            """
            package lib;

            public class Plain implements java.io.Serializable {
              // Not static: it does not count.
              private final long serialVersionUID = 7;
              Object content = "open";
              private Object own = "own";
              public Object own() { return own; }
              public static class Part {
                private Object own = "of a part";
                public static Object of(Plain plain) { return plain.own + " " + plain.content; }
              }
            }
            """);
    Source reader =
        new Source(
            "lib.Reader",
            """
            package lib;

            public class Reader { public static Object of(Plain plain) { return plain.content; } }
            """);
    for (int release : new int[] {8, 17}) {
      Map<String, byte[]> files = Compiler.compile(release, plain, reader);
      Map<DeferredField, Integer> fields = new LinkedHashMap<>();
      for (String name : List.of("content", "own")) {
        DeferredField field = DeferredField.find(files.get("lib/Plain"), name);
        assertNull(DeferredReads.refusal(field, hierarchy(files), files::get));
        fields.put(DeferredReads.placed(field, hierarchy(files), files::get), -1);
      }
      DeferredReads reads = new DeferredReads(fields, files::get);
      Map<String, byte[]> result = new LinkedHashMap<>();
      files.forEach((name, file) -> result.put(name, reads.rewrite(file)));
      reads.companions("lib.Plain").forEach((name, f) -> result.put(name.replace('.', '/'), f));
      Verified.assertVerifies(result);
      assertEquals(
          List.of("lib/Plain$SnapshotRead$content.snapshot$read$content"),
          readers(result, "content"));
      BytesLoader loader = new BytesLoader(result);
      Class<?> type = Class.forName("lib.Plain", true, loader);
      Object made = type.getConstructor().newInstance();
      assertEquals("own", type.getMethod("own").invoke(made));
      for (String name : List.of("lib.Reader", "lib.Plain$Part")) {
        Class<?> other = Class.forName(name, true, loader);
        String expected = name.endsWith("Part") ? "own open" : "open";
        assertEquals(expected, other.getMethod("of", type).invoke(null, made));
      }
      Class<?> before = Class.forName("lib.Plain", true, new BytesLoader(files));
      assertEquals(
          ObjectStreamClass.lookup(before).getSerialVersionUID(),
          ObjectStreamClass.lookup(type).getSerialVersionUID());
    }
  }

  @Test
  void shouldLeaveOtherClassesAlone() {
    Map<String, byte[]> files = compile(17);
    for (String name : List.of("lib/Hiding", "other/Cell")) {
      assertArrayEquals(files.get(name), reads(files).rewrite(files.get(name)));
    }
  }

  @Test
  void throwsOnFieldsThatOthersRead() {
    Map<String, byte[]> files = compile(17);
    assertNull(refusal(files, "content"));
    assertTrue(refusal(files, "open").contains("other packages"));
    assertTrue(refusal(files, "text").contains("neither Object nor an interface"));
    assertTrue(refusal(files, "all").contains("not private and final"));
    assertNull(refusal(files, "NAME"));
    assertNull(refusal(files, "list"));
    assertNull(DeferredField.find(files.get("lib/Cell"), "absent"));
  }

  private static String refusal(Map<String, byte[]> files, String name) {
    DeferredField field = DeferredField.find(files.get("lib/Cell"), name);
    return DeferredReads.refusal(field, hierarchy(files), files::get);
  }

  /** The class file of a class of the running JDK. */
  private static byte[] ofJdk(String name) {
    try (InputStream in = ClassLoader.getSystemResourceAsStream(name + ".class")) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
