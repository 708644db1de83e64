package org.heapsnapshot.core.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.heapsnapshot.hooks.Hooks;
import org.heapsnapshot.hooks.InitializerStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MadeClassesTest {
  private static final ClassLoader LOADER = MadeClassesTest.class.getClassLoader();
  private static final byte[] FILE = {1, 2, 3};

  private final MadeClasses made = new MadeClasses();

  /** Two initializers, one nested in the other. */
  @BeforeEach
  void enter() {
    Hooks.enter("p.Outer");
    Hooks.enter("p.Inner");
  }

  @AfterEach
  void leave() {
    Hooks.leave();
    Hooks.leave();
  }

  private void begin(Object source) {
    InitializerStack stack = Hooks.stack();
    made.begin(source, stack, List.of("at p.Inner.<clinit>"));
  }

  private MadeClasses.Made defining(byte[] file) {
    return made.defining(LOADER, "p/Made", null, file);
  }

  @Test
  void shouldKnowWhoMadeAClass() {
    begin(FILE);
    MadeClasses.Made one = defining(FILE);
    assertEquals("p.Made", one.name());
    assertArrayEquals(FILE, one.file());
    assertSame(LOADER, one.loader());
    assertEquals(List.of("p.Outer", "p.Inner"), one.stack());
    assertEquals("p.Inner", one.by());
    assertEquals("p.Inner", made.maker("p.Made"));
    assertNull(made.maker("p.Other"));
    assertEquals(List.of(one), made.all());
  }

  @Test
  void shouldFindTheClassFileAmongOtherBytes() {
    begin(new byte[] {0, 1, 2, 3, 4});
    assertEquals("p.Made", defining(FILE).name());
    ByteBuffer buffer = ByteBuffer.allocateDirect(3).put(FILE).flip();
    begin(buffer);
    assertEquals("p.Made", defining(FILE).name());
    assertEquals(3, buffer.remaining(), "is still to be read");
  }

  /** A definition that failed before the JVM heard of it must not be taken for the next class. */
  @Test
  void shouldNotTakeAnotherClassForIt() {
    begin(FILE);
    assertNull(defining(new byte[] {1, 2, 4}));
    assertNull(defining(new byte[] {1, 2, 3, 4}));
    made.none();
    assertNull(defining(FILE));
    begin(FILE);
    assertEquals("p.Made", defining(FILE).name());
    assertNull(defining(FILE), "one definition, one class");
    assertEquals(1, made.all().size());
  }

  @Test
  void shouldTellThreadsApart() throws InterruptedException {
    begin(FILE);
    List<Object> found = new ArrayList<>();
    Thread other = new Thread(() -> found.add(String.valueOf(defining(FILE))));
    other.start();
    other.join();
    assertEquals(List.of("null"), found);
    assertEquals("p.Made", defining(FILE).name());
  }
}
