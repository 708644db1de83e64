package org.heapsnapshot.core.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Security;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.Peek;
import org.heapsnapshot.core.fixture.Walked;
import org.junit.jupiter.api.Test;

/** What is compared of objects of the JDK that no image can carry, and what is the JVM's own. */
class JdkHeldTest {
  private static final class Holder {
    static Object root;
  }

  private static CapturedHeap heap(Object root) {
    Holder.root = root;
    return Walked.toCompare("sun.security.jca.Providers", Holder.class).heap();
  }

  private static List<Conviction> compare(CapturedHeap first, CapturedHeap second) {
    return new Lockstep(first, second).compare();
  }

  private static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldNotCompareWhatASecurityProviderRemembers() {
    MessageDigest first = digest("SHA-256");
    CapturedHeap before = heap(first);
    // Each use lets the provider keep the class of the service.
    Security.getAlgorithms("MessageDigest").forEach(JdkHeldTest::digest);

    assertEquals(List.of(), compare(before, heap(digest("SHA-256"))));
  }

  @Test
  void shouldCompareTheStateOfAnObjectThatTheJdkMade() {
    MessageDigest changed = digest("SHA-256");
    changed.update((byte) 1);
    DocumentBuilderFactory aware = DocumentBuilderFactory.newInstance();
    aware.setNamespaceAware(true);

    assertEquals(1, compare(heap(digest("SHA-256")), heap(changed)).size());
    assertEquals(1, compare(heap(DocumentBuilderFactory.newInstance()), heap(aware)).size());
  }

  @Test
  void shouldTellAnObjectOfTheJdkFromAnotherLikeIt() {
    Object provider = digest("SHA-256").getProvider();
    Object another = Peek.allocate(provider.getClass());

    List<Conviction> convictions = compare(heap(provider), heap(another));

    assertEquals(1, convictions.size());
    String reason = convictions.get(0).reason();
    assertTrue(reason.contains("the JDK itself holds in one of them only"), reason);
  }
}
