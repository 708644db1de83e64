package org.heapsnapshot.core.agent;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class ProgramTransformerTest {
  /** A proxy of an interface that is not public is in the package of the interface. */
  interface Hidden {}

  @Test
  void shouldKnowProxiesOfEveryPackage() {
    for (Class<?> type : new Class<?>[] {Runnable.class, Hidden.class}) {
      Object proxy =
          Proxy.newProxyInstance(
              Hidden.class.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> null);
      String name = proxy.getClass().getName();
      assertTrue(ProgramTransformer.isProxy(name), name);
      assertTrue(ProgramTransformer.isProxy(name.replace('.', '/')), name);
    }
  }

  @Test
  void shouldNotTakeAClassOfTheProgramForAProxy() {
    assertFalse(ProgramTransformer.isProxy("a.$Proxy"));
    assertFalse(ProgramTransformer.isProxy("a.$ProxyFactory"));
    assertFalse(ProgramTransformer.isProxy("$Proxy1.Other"));
  }
}
