package org.heapsnapshot.core.agent;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.heapsnapshot.core.KryoStreams;
import org.heapsnapshot.core.train.Profile;
import org.heapsnapshot.hooks.Hooks;
import org.heapsnapshot.hooks.InitializerStack;
import org.heapsnapshot.hooks.Sink;

/** Records a training run and hands the profile back when the JVM ends. */
final class TrainChild implements Sink {
  private final Agent.Session session;
  private final Map<String, long[]> initialized = new LinkedHashMap<>();
  private final Map<String, long[]> calls = new LinkedHashMap<>();
  private final Set<String> resources = new LinkedHashSet<>();
  private final Set<Profile.PropertySet> set = new LinkedHashSet<>();

  private TrainChild(Agent.Session session) {
    this.session = session;
  }

  static void install(Agent.Session session) {
    TrainChild child = new TrainChild(session);
    Hooks.sink = child;
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread("snapshot-train") {
              @Override
              public void run() {
                child.handBack();
              }
            });
  }

  private synchronized void handBack() {
    Hooks.pause();
    List<Profile.Initialized> classes = new ArrayList<>();
    addAll(initialized, classes);
    addAll(calls, classes);
    KryoStreams.write(
        new Profile(
            new ArrayList<>(),
            session.transformer().loaded(),
            classes,
            new ArrayList<>(resources),
            new ArrayList<>(set)),
        Path.of(session.task().output()));
  }

  private static void addAll(Map<String, long[]> costs, List<Profile.Initialized> to) {
    for (Map.Entry<String, long[]> e : costs.entrySet()) {
      to.add(new Profile.Initialized(e.getKey(), e.getValue()[0], e.getValue()[1]));
    }
  }

  @Override
  public synchronized void initializerEntered(String className, InitializerStack stack) {
    initialized.putIfAbsent(className, new long[2]);
  }

  @Override
  public synchronized void initializerLeft(InitializerStack stack, boolean threw) {
    String name = stack.name(stack.depth() - 1);
    long total = stack.totalNanos();
    long self = total - stack.nestedNanos();
    if (name.contains("::")) {
      long[] sum = calls.get(name);
      if (sum == null) {
        sum = new long[2];
        calls.put(name, sum);
      }
      sum[0] += total;
      sum[1] += self;
    } else {
      long[] cost = initialized.get(name);
      cost[0] = total;
      cost[1] = self;
    }
  }

  @Override
  public void effect(int index, Object argument, InitializerStack stack) {
    Effects.Effect effect = session.effects().get(index);
    switch (effect.category()) {
      case RESOURCE, RESOURCES -> {
        if (argument instanceof String name && !name.endsWith(".class")) {
          synchronized (this) {
            resources.add(name);
          }
        }
      }
      case PROPERTY_SET -> {
        boolean other = argument instanceof Properties && argument != System.getProperties();
        // System.setProperty puts into the same table, and is seen itself.
        if (stack.depth() == 0 && !other && new Attribution().calledByProgram()) {
          changed("property", argument instanceof String name ? name : "");
        }
      }
      case REGISTRY -> {
        String method = effect.display();
        if (stack.depth() == 0 && method.equals("java.util.Locale.setDefault")) {
          changed("locale", "");
        } else if (stack.depth() == 0 && method.equals("java.util.TimeZone.setDefault")) {
          changed("timezone", "");
        } else if (stack.depth() == 0 && method.startsWith("java.lang.System.set")) {
          changed("stream", method.substring("java.lang.System.set".length()));
        }
      }
      case ENV -> {
        if (argument instanceof String name
            && System.getenv(name) != null
            && new Attribution().calledByProgram()) {
          read(name);
        }
      }
      default -> {
        // What an effect means for a verdict is decided by the observing JVM.
      }
    }
  }

  private synchronized void changed(String what, String name) {
    set.add(new Profile.PropertySet(what, name, initialized.size()));
  }

  /** Most starts will have the variable, each with a value of its own. */
  private synchronized void read(String variable) {
    set.add(new Profile.PropertySet(Profile.PropertySet.VARIABLE, variable, 0));
  }

  @Override
  public void touched(String className, InitializerStack stack) {
    // A training run knows no verdicts.
  }
}
