package org.heapsnapshot.core.agent;

import java.util.Map;
import java.util.Set;
import org.heapsnapshot.core.capture.HandlerWatch;
import org.heapsnapshot.hooks.Hooks;
import org.heapsnapshot.hooks.InitializerStack;

/**
 * Watches code that a handler runs at build and will run at every start before {@code main}: it
 * must neither initialize a class, which would be too early then, nor have an effect. Kryo and the
 * serializers that the user named may be initialized; they are there for nothing else.
 *
 * <p>Confined to the thread that walks the heap, on which the hooks are paused otherwise.
 */
final class HandlerSink extends LateSink implements HandlerWatch {
  private static final String FRAME = "code of a handler";

  /** Joined here, because names in constants are relocated with the tool's own Kryo. */
  private static final String KRYO = String.join(".", "com", "esotericsoftware", "");

  private static final String OBJENESIS = String.join(".", "org", "objenesis", "");

  private static final String EXTENSION = "org.heapsnapshot.extension.kryo.";

  private final Agent.Session session;
  private final Set<String> serializers;
  private String deed;

  /**
   * @param serializers binary names by type
   */
  HandlerSink(Agent.Session session, Map<String, String> serializers) {
    super(session);
    this.session = session;
    this.serializers = Set.copyOf(serializers.values());
  }

  @Override
  public void begin() {
    deed = null;
    Hooks.resume(System.nanoTime());
    Hooks.enter(FRAME);
    Hooks.sink = this;
  }

  @Override
  public String end() {
    Hooks.sink = null;
    Hooks.leave();
    Hooks.pause();
    return deed;
  }

  private void did(String what) {
    if (deed == null) {
      deed = what;
    }
  }

  @Override
  public void initializerEntered(String className, InitializerStack stack) {
    if (!isExempt(className) && session.transformer().hasInitializer(className)) {
      did("initializes " + className);
    }
  }

  private boolean isExempt(String className) {
    for (String serializer : serializers) {
      if (className.equals(serializer) || className.startsWith(serializer + "$")) {
        return true;
      }
    }
    return isOfKryo(className);
  }

  private static boolean isOfKryo(String className) {
    return className.startsWith(KRYO)
        || className.startsWith(OBJENESIS)
        || className.startsWith(EXTENSION);
  }

  @Override
  public void touched(String className, InitializerStack stack) {
    if (!isExempt(className)) {
      did("uses " + className + ", whose initializer waits for the program");
    }
  }

  @Override
  void cannotRepeat(StandIns.Site site, String problem, InitializerStack stack) {
    did("obtains a logger");
  }

  @Override
  public void standInUsed(Object standIn, String how, InitializerStack stack) {
    did("logs or asks a logger: " + how);
  }

  @Override
  public void effect(int index, Object argument, InitializerStack stack) {
    Effects.Effect effect = session.effects().get(index);
    EffectCategory category = effect.category();
    boolean counts =
        switch (category) {
          case THREAD -> !ObserveSink.isPreparation(effect, argument);
          case FILE -> !JdkFiles.isOfJdk(argument) && !JdkFiles.isOfProgram(argument);
          case PROPERTY_SET ->
              !(argument instanceof java.util.Properties) || argument == System.getProperties();
          case PROCESS, NATIVE, NATIVE_CALL, LIBRARY, WRITE, NETWORK, REGISTRY -> true;
          default -> false;
        };
    if (!counts) {
      return;
    }
    Attribution attribution = new Attribution();
    if (attribution.belongsToProgram() && !isOfKryo(attribution.nearest())) {
      did(category.phrase() + ": " + effect.display());
    }
  }
}
