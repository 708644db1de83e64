package org.heapsnapshot.core.agent;

import java.util.HashSet;
import java.util.Set;
import org.heapsnapshot.hooks.InitializerStack;
import org.heapsnapshot.hooks.Sink;

/**
 * Answers calls of factories with stand-ins and traces which initializers obtained them; has no
 * opinion about anything else. Thread-safe.
 */
class LateSink implements Sink {
  private final StandIns standIns;
  private final LateTrace trace = new LateTrace();
  private final Set<String> late;

  LateSink(Agent.Session session) {
    standIns = session.standIns();
    late = new HashSet<>(session.task().late());
  }

  /** What was obtained by which initializer. */
  final LateTrace trace() {
    return trace;
  }

  @Override
  public void initializerEntered(String className, InitializerStack stack) {
    if (stack.depth() > 1) {
      used(className, stack.name(stack.depth() - 2));
    }
  }

  @Override
  public void initializerLeft(InitializerStack stack, boolean threw) {}

  @Override
  public void effect(int index, Object argument, InitializerStack stack) {}

  @Override
  public final void clockRead(long time, boolean nanos, InitializerStack stack) {
    trace.read(new LateTrace.Reading(time, nanos), stack.name(stack.depth() - 1));
  }

  @Override
  public void touched(String className, InitializerStack stack) {
    if (late.contains(className) && stack.depth() > 0) {
      used(className, stack.name(stack.depth() - 1));
    }
  }

  private void used(String className, String by) {
    if (!trace.isUsed(className, by)) {
      trace.used(className, by, new Attribution().lineOfUse(className, by));
    }
  }

  @Override
  public final Class<?> standInType(int site, Object first) {
    return standIns.type(site);
  }

  @Override
  public final Object allocate(Class<?> type) {
    return StandIns.allocate(type);
  }

  @Override
  public final void standInMade(
      Object standIn, int site, Object first, Object second, InitializerStack stack) {
    String problem = standIns.remember(standIn, site, first, second);
    trace.obtained(standIn, stack);
    if (problem != null) {
      cannotRepeat(standIns.site(site), problem, stack);
    }
  }

  /** A call was answered that the running program cannot repeat. */
  void cannotRepeat(StandIns.Site site, String problem, InitializerStack stack) {}

  @Override
  public void standInUsed(Object standIn, String how, InitializerStack stack) {}
}
