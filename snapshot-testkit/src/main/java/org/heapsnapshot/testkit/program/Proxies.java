package org.heapsnapshot.testkit.program;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;

/** A dynamic proxy as state: its class is generated while the program runs. */
final class Proxies {
  static final Handler HANDLER = new Handler();
  static final Greeting GREETING =
      (Greeting)
          Proxy.newProxyInstance(
              Proxies.class.getClassLoader(), new Class<?>[] {Greeting.class}, HANDLER);

  static final Object BOTH =
      Proxy.newProxyInstance(
          Proxies.class.getClassLoader(),
          new Class<?>[] {Greeting.class, Runnable.class},
          new Handler());
  static final List<Object> ALL = List.of(GREETING, BOTH);

  private Proxies() {}

  interface Greeting {
    String greet(String name);
  }

  static final class Handler implements InvocationHandler {
    private int calls;

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
      calls++;
      return method.getName() + " " + arguments[0];
    }
  }

  static void check(Checks checks) {
    checks.equal("call", "greet you", GREETING.greet("you"));
    checks.equal("handler counted", 1, HANDLER.calls);
    checks.same("handler", HANDLER, Proxy.getInvocationHandler(GREETING));
    checks.that("proxy class", Proxy.isProxyClass(BOTH.getClass()) && BOTH instanceof Runnable);
    checks.same("in a list", GREETING, ALL.get(0));
    checks.same(
        "the class of another",
        GREETING.getClass(),
        Proxy.newProxyInstance(
                Proxies.class.getClassLoader(), new Class<?>[] {Greeting.class}, HANDLER)
            .getClass());
  }
}
