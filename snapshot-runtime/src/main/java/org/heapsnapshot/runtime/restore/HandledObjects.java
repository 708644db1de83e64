package org.heapsnapshot.runtime.restore;

import java.util.HashMap;
import java.util.Map;
import org.heapsnapshot.runtime.extension.Handler;
import org.heapsnapshot.runtime.extension.HashedHandler;
import org.heapsnapshot.runtime.format.ReseedKind;
import org.heapsnapshot.runtime.image.Image;
import org.heapsnapshot.runtime.image.JdkObjects;
import org.heapsnapshot.runtime.image.LoadResult;
import org.heapsnapshot.runtime.image.Refusal;
import org.heapsnapshot.runtime.image.Reseeds;

/**
 * Objects that the handlers of extensions make: whole ones before anything is restored, and the
 * fields of shells when everything is. A class of its own, loaded only when an image holds such
 * objects.
 */
final class HandledObjects {
  private final Image image;
  private final Reseeds rows;
  private final Object[] objects;
  private final Memory memory;
  private final Map<Class<?>, Handler> handlers = new HashMap<>();

  /** Handler, and the fields to move, by row of RESEED. */
  private final Handler[] handlerOf;

  private final FreeFields[] fieldsOf;

  HandledObjects(Image image, Object[] objects, Memory memory) {
    this.image = image;
    this.objects = objects;
    this.memory = memory;
    rows = image.reseeds;
    handlerOf = new Handler[rows.count];
    fieldsOf = new FreeFields[rows.count];
  }

  /** Makes the object of a recipe. */
  static Object make(JdkObjects recipes, int recipe, Object[] objects)
      throws ReflectiveOperationException {
    Handler handler = newHandler((Class<?>) objects[recipes.argument(recipe, 0)]);
    Object[] parts = new Object[recipes.argumentCount(recipe) - 2];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = objects[recipes.argument(recipe, i + 2)];
    }
    Class<?> type = (Class<?>) objects[recipes.argument(recipe, 1)];
    return made(handler, type, parts);
  }

  private static Handler newHandler(Class<?> type) throws ReflectiveOperationException {
    return type.asSubclass(Handler.class).getConstructor().newInstance();
  }

  private static Object made(Handler handler, Class<?> type, Object[] parts) {
    Object made = handler.make(type, parts);
    if (made == null || made.getClass() != type) {
      throw new IllegalStateException(
          handler.getClass().getName() + " did not make a " + type.getName() + ": " + made);
    }
    return made;
  }

  /**
   * Finds the handler of a row, and the fields it sets.
   *
   * @throws Refusal when there is no such handler
   */
  void prepare(int row, LoadedClasses types) {
    Object type = objects[rows.key(rows.start(row))];
    try {
      Handler handler = handlers.get(type);
      if (handler == null) {
        handler = newHandler((Class<?>) type);
        handlers.put((Class<?>) type, handler);
      }
      handlerOf[row] = handler;
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      throw new Refusal(LoadResult.CLASS_MISSING, "handler " + type + ": " + e);
    }
    findFields(row, types);
  }

  private void findFields(int row, LoadedClasses types) {
    int c = image.objects.instanceClass(image.objects.groupOf(rows.object(row)));
    if (row > 0 && rows.kind(row - 1) == ReseedKind.HANDLED) {
      int before = image.objects.instanceClass(image.objects.groupOf(rows.object(row - 1)));
      if (before == c) {
        fieldsOf[row] = fieldsOf[row - 1];
        return;
      }
    }
    fieldsOf[row] = FreeFields.of(image, types, memory, c);
  }

  /** Makes an object and moves its fields into the shell. Runs code of the program. */
  void make(int row) {
    Object shell = objects[rows.object(row)];
    int start = rows.start(row) + 1;
    int end = rows.start(row + 1);
    Handler handler = handlerOf[row];
    boolean map = handler instanceof HashedHandler && ((HashedHandler) handler).isMap();
    Object[] parts = new Object[map ? 2 * (end - start) : end - start];
    for (int e = start, p = 0; e < end; e++) {
      parts[p++] = objects[rows.key(e)];
      if (map) {
        parts[p++] = objects[rows.value(e)];
      }
    }
    Object made = made(handler, shell.getClass(), parts);
    FreeFields fields = fieldsOf[row];
    for (int f = 0; f < fields.offsets.length; f++) {
      memory.move(made, shell, fields.kinds[f], fields.offsets[f]);
    }
  }
}
