package org.heapsnapshot.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heapsnapshot.core.capture.CapturedHeap;
import org.heapsnapshot.core.capture.CapturedLate;
import org.heapsnapshot.core.capture.CapturedObject;
import org.heapsnapshot.core.capture.ReplayedCall;
import org.heapsnapshot.core.rewrite.LateScript;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Turns the late classes of a captured heap into what their initializers are to do. */
final class LateScripts {
  /** Begins the line of a call that is made again for its effect. */
  static final String REPEATS = "repeats ";

  private final CapturedHeap heap;
  private final Map<Integer, Integer> rows = new HashMap<>();

  /**
   * @param heap whose statics are the rows of the image
   */
  LateScripts(CapturedHeap heap) {
    this.heap = heap;
    for (int row = 0; row < heap.statics().size(); row++) {
      rows.put(heap.statics().get(row).classIndex(), row);
    }
  }

  /** The scripts by binary class name; of a class that has nothing to do, an empty one. */
  Map<String, LateScript> all() {
    Map<String, LateScript> scripts = new LinkedHashMap<>();
    for (CapturedLate late : heap.late()) {
      List<LateScript.Step> steps = new ArrayList<>();
      for (CapturedLate.Step step : late.steps()) {
        steps.add(step(late.classIndex(), step));
      }
      scripts.put(name(late.classIndex()), new LateScript(List.copyOf(steps)));
    }
    return scripts;
  }

  /** Each thing that a late class does, for reading. */
  List<String> lines(CapturedLate late) {
    List<String> lines = new ArrayList<>();
    for (CapturedLate.Step step : late.steps()) {
      if (step instanceof CapturedLate.Obtain obtain) {
        lines.add(names(obtain.targets()) + display(obtain.object()));
      } else if (step instanceof CapturedLate.Replay replay) {
        lines.add(REPEATS + display(late.classIndex(), replay));
      } else if (step instanceof CapturedLate.ReadClock clock) {
        lines.add(
            names(clock.targets())
                + "System."
                + (clock.nanos() ? "nanoTime" : "currentTimeMillis")
                + "()");
      } else if (step instanceof CapturedLate.Trace) {
        lines.add("fills in the stack trace of a throwable");
      } else if (step instanceof CapturedLate.Copy copy) {
        lines.add(names(copy.targets()) + name(copy.classIndex()) + "." + copy.from().name());
      } else {
        String other = name(((CapturedLate.Initialize) step).classIndex());
        lines.add("initializes " + other);
      }
    }
    return lines;
  }

  /** Each call that a late class makes again, for reading. */
  List<String> repeated(CapturedLate late) {
    List<String> lines = new ArrayList<>();
    for (CapturedLate.Step step : late.steps()) {
      if (step instanceof CapturedLate.Replay replay) {
        lines.add(display(late.classIndex(), replay));
      }
    }
    return lines;
  }

  private String display(int self, CapturedLate.Replay replay) {
    int[] handed = heap.statics().get(rows.get(self)).handed();
    List<String> arguments = new ArrayList<>();
    int receivers = replay.call().kind() == ReplayedCall.Kind.VIRTUAL ? 1 : 0;
    for (CapturedLate.Argument argument :
        replay.arguments().subList(receivers, replay.arguments().size())) {
      arguments.add(
          argument instanceof CapturedLate.Handed object
              ? display(heap.objects().get(handed[object.number()] - 1))
              : String.valueOf(((CapturedLate.Constant) argument).value()));
    }
    return replay.call().display() + "(" + String.join(", ", arguments) + ")";
  }

  private String display(CapturedObject object) {
    if (object instanceof CapturedObject.Text text) {
      return "\"" + text.text() + "\"";
    }
    if (object instanceof CapturedObject.ClassMirror mirror) {
      return name(mirror.classIndex()) + ".class";
    }
    if (object instanceof CapturedObject.JdkEnum constant) {
      return constant.constant();
    }
    return object instanceof CapturedObject.Instance instance
        ? name(instance.classIndex())
        : "an object";
  }

  private static String names(List<CapturedLate.Target> targets) {
    StringBuilder text = new StringBuilder();
    targets.forEach(target -> text.append(target.name()).append(" = "));
    return text.toString();
  }

  private String display(int object) {
    CapturedObject.FactoryCall call = (CapturedObject.FactoryCall) heap.objects().get(object - 1);
    List<String> arguments = new ArrayList<>();
    for (int argument : call.arguments()) {
      arguments.add(argument == 0 ? "null" : display(heap.objects().get(argument - 1)));
    }
    return call.owner().replace('/', '.')
        + "."
        + call.method()
        + "("
        + String.join(", ", arguments)
        + ")";
  }

  private LateScript.Step step(int self, CapturedLate.Step step) {
    if (step instanceof CapturedLate.Replay replay) {
      return replay(rows.get(self), replay);
    }
    if (step instanceof CapturedLate.Obtain obtain) {
      return call(obtain);
    }
    if (step instanceof CapturedLate.ReadClock clock) {
      return new LateScript.ReadClock(clock.nanos(), targets(clock.targets()));
    }
    if (step instanceof CapturedLate.Trace trace) {
      return new LateScript.Trace(rows.get(self), trace.number());
    }
    if (step instanceof CapturedLate.Copy copy) {
      return new LateScript.Copy(
          name(copy.classIndex()).replace('.', '/'), target(copy.from()), targets(copy.targets()));
    }
    CapturedLate.Initialize initialize = (CapturedLate.Initialize) step;
    return new LateScript.Initialize(rows.get(initialize.classIndex()), initialize.line());
  }

  private static LateScript.Step replay(int row, CapturedLate.Replay replay) {
    List<Object> arguments = new ArrayList<>();
    for (CapturedLate.Argument argument : replay.arguments()) {
      arguments.add(
          argument instanceof CapturedLate.Handed handed
              ? new LateScript.Handed(handed.number())
              : ((CapturedLate.Constant) argument).value());
    }
    ReplayedCall call = replay.call();
    return new LateScript.Replay(
        row,
        switch (call.kind()) {
          case STATIC -> Opcodes.INVOKESTATIC;
          case VIRTUAL -> Opcodes.INVOKEVIRTUAL;
          case NEW -> Opcodes.INVOKESPECIAL;
        },
        call.owner(),
        call.method(),
        call.descriptor(),
        replay.into(),
        arguments,
        replay.line());
  }

  private LateScript.Step call(CapturedLate.Obtain obtain) {
    CapturedObject.FactoryCall call =
        (CapturedObject.FactoryCall) heap.objects().get(obtain.object() - 1);
    List<Object> arguments = new ArrayList<>();
    for (int argument : call.arguments()) {
      arguments.add(argument == 0 ? null : constant(heap.objects().get(argument - 1)));
    }
    return new LateScript.Call(
        call.owner(),
        call.method(),
        call.descriptor(),
        call.onInterface(),
        arguments,
        targets(obtain.targets()));
  }

  private Object constant(CapturedObject argument) {
    return argument instanceof CapturedObject.Text text
        ? text.text()
        : Type.getObjectType(
            name(((CapturedObject.ClassMirror) argument).classIndex()).replace('.', '/'));
  }

  private static List<LateScript.Target> targets(List<CapturedLate.Target> targets) {
    return targets.stream().map(LateScripts::target).toList();
  }

  private static LateScript.Target target(CapturedLate.Target target) {
    return new LateScript.Target(target.name(), target.descriptor());
  }

  private String name(int classIndex) {
    return heap.classes().get(classIndex).name();
  }
}
