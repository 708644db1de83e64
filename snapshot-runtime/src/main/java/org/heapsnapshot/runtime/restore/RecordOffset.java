package org.heapsnapshot.runtime.restore;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import org.heapsnapshot.runtime.image.LoadResult;
import org.heapsnapshot.runtime.image.Refusal;

/**
 * The offset of a field of a record, which {@code sun.misc.Unsafe} does not tell: the JDK keeps it
 * in the variable handle of the field. Loaded only when offsets are computed. Initializes no class.
 */
final class RecordOffset {
  private RecordOffset() {}

  static int of(Field field, Memory memory) {
    try {
      VarHandle handle =
          MethodHandles.privateLookupIn(field.getDeclaringClass(), MethodHandles.lookup())
              .unreflectVarHandle(field);
      for (Class<?> c = handle.getClass(); c != null; c = c.getSuperclass()) {
        for (Field kept : c.getDeclaredFields()) {
          if (kept.getName().equals("fieldOffset") && kept.getType() == long.class) {
            // Offsets are small: the low half, which comes first on every platform we run on.
            return memory.getInt(handle, memory.offset(kept));
          }
        }
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new Refusal(LoadResult.OFFSETS_REFUSED, field.toString());
    }
    throw new Refusal(LoadResult.OFFSETS_REFUSED, field.toString());
  }
}
