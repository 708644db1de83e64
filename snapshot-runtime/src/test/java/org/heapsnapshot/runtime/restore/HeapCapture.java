package org.heapsnapshot.runtime.restore;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.heapsnapshot.runtime.format.JdkDigest;
import org.heapsnapshot.runtime.image.HeapBytes;
import org.heapsnapshot.runtime.image.HeapBytes.Words;

/**
 * A small capture for tests: takes the statics of classes of one loader, and all they reach, into a
 * heap. What is to be rebuilt at boot is said by the caller.
 */
final class HeapCapture {
  /** Fields that the JVM or the JDK fills. */
  private static final Set<String> ZEROED =
      Set.of(
          "java.lang.Enum.hash",
          "java.lang.ref.Reference.next",
          "java.lang.ref.Reference.discovered");

  /** Table fields of each kind of RESEED, by number. */
  private static final List<Set<String>> TABLE_FIELDS =
      List.of(
          Set.of(),
          Set.of("table", "size"),
          Set.of("table", "size", "head", "tail"),
          Set.of("table", "size"),
          Set.of("table", "size", "queue"),
          Set.of("table", "baseCount", "sizeCtl", "counterCells", "nextTable"),
          Set.of("table", "count"),
          Set.of("elements", "size"),
          Set.of("table", "size"));

  /** A row of CLASSES. */
  private static final class Row {
    final int index;
    final Class<?> type;
    int flags;
    final List<Field> fields = new ArrayList<>();
    final List<Boolean> zeroed = new ArrayList<>();
    final List<Object> objects = new ArrayList<>();

    Row(int index, Class<?> type) {
      this.index = index;
      this.type = type;
    }
  }

  private record Reseed(Object collection, int kind, List<Object> keys, List<Object> values) {}

  final HeapBytes heap = new HeapBytes();
  String jdkBuild = System.getProperty("java.vm.version");
  String vmName = System.getProperty("java.vm.name");
  int feature = Runtime.version().feature();
  int[] layout;

  private final ClassLoader application;
  private final Map<Object, Row> rows = new LinkedHashMap<>();
  private final List<Row> rowList = new ArrayList<>();
  private final List<Class<?>> owners = new ArrayList<>();
  private final Map<Object, Reseed> reseeds = new IdentityHashMap<>();
  private final List<Reseed> reseedOrder = new ArrayList<>();
  private final Map<Object, Field> sentinels = new IdentityHashMap<>();
  private final Map<Object, Integer> ids = new IdentityHashMap<>();
  private final List<Object> found = new ArrayList<>();
  private final List<String> strings = new ArrayList<>();
  private final List<Object> symbols = new ArrayList<>();
  private final List<Object> recipes = new ArrayList<>();
  private final Map<Object, Object[]> recipeArguments = new IdentityHashMap<>();
  private final List<int[]> guards = new ArrayList<>();
  private final List<ClassLoader> loaders = new ArrayList<>();

  HeapCapture(ClassLoader application) {
    this.application = application;
    layout = new int[6];
    System.arraycopy(Memory.arrayLayout(), 0, layout, 0, 4);
    layout[4] = (int) RawMemory.offset(field(LayoutCanary.class, "reference"));
    layout[5] = (int) RawMemory.offset(field(LayoutCanary.class, "narrow"));
    sentinel("java.util.HashSet", "PRESENT");
    sentinel("java.util.IdentityHashMap", "NULL_KEY");
    sentinel("java.util.WeakHashMap", "NULL_KEY");
    sentinel("java.lang.ref.ReferenceQueue", "NULL");
    sentinel("java.lang.ref.ReferenceQueue", feature < 25 ? "ENQUEUED" : "NULL_QUEUE");
    sentinel("java.util.Collections", "EMPTY_LIST");
    sentinel("java.util.ArrayList", "DEFAULTCAPACITY_EMPTY_ELEMENTDATA");
    sentinel("java.util.ArrayList", "EMPTY_ELEMENTDATA");
  }

  private void sentinel(String owner, String name) {
    try {
      Field field = Class.forName(owner).getDeclaredField(name);
      sentinels.put(RawMemory.reference(field.getDeclaringClass(), RawMemory.offset(field)), field);
    } catch (ReflectiveOperationException e) {
      // Not on this JDK.
      return;
    }
  }

  private static Field field(Class<?> type, String name) {
    try {
      return type.getDeclaredField(name);
    } catch (NoSuchFieldException e) {
      throw new AssertionError(e);
    }
  }

  /** Adds the next restored class. */
  HeapCapture statics(Class<?> owner) {
    owners.add(owner);
    return this;
  }

  /** Has boot define a class from a class file. */
  HeapCapture made(Class<?> type, Class<?> host, String file) {
    row(type, 0).flags |= 1 << 7;
    int[] columns = {row(type, 0).index, row(host, 0).index, heap.string(file)};
    heap.section(16, new Words().add(1).add(columns).add(0, 1, 0).add(0, 1, -1).add(0, 0));
    return this;
  }

  /** Says that an instance is a class loader, after its parent. */
  HeapCapture loader(ClassLoader loader) {
    row(loader.getClass(), 0).flags |= 1 << 9;
    loaders.add(loader);
    return this;
  }

  /** The id of the first class loader; after {@link #bytes}. */
  int firstLoader() {
    return Math.min(id(loaders.get(0)), id(loaders.get(1)));
  }

  private void writeLoaders() {
    Words object = new Words();
    Words name = new Words();
    Words parent = new Words();
    for (ClassLoader loader : loaders) {
      object.add(id(loader));
      name.add(id(loader.getName()));
      parent.add(loaders.indexOf(loader.getParent()));
    }
    heap.section(
        16,
        new Words()
            .add(0, 0, 0)
            .add(loaders.size())
            .add(object)
            .add(name)
            .add(parent)
            .add(new int[loaders.size() + 1]));
  }

  /** Has a map rebuilt at boot; inner ones are to be named first. */
  HeapCapture reseed(Map<?, ?> map, int kind) {
    return reseed(map, kind, new ArrayList<>(map.keySet()), new ArrayList<>(map.values()));
  }

  /** Has a set of {@code Set.of} rebuilt at boot. */
  HeapCapture reseed(Set<?> set, int kind) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < set.size(); i++) {
      values.add(null);
    }
    return reseed(set, kind, new ArrayList<>(set), values);
  }

  private HeapCapture reseed(Object collection, int kind, List<Object> keys, List<Object> values) {
    Reseed row = new Reseed(collection, kind, keys, values);
    reseeds.put(collection, row);
    reseedOrder.add(row);
    return this;
  }

  HeapCapture guard(int kind, String name, String value, String reader) {
    guards.add(
        new int[] {
          kind, heap.string(name), value == null ? -1 : heap.string(value), heap.string(reader)
        });
    return this;
  }

  /** The heap. */
  byte[] bytes() {
    discover();
    number();
    write();
    return heap.bytes();
  }

  // ---- Discovery: a worklist from the statics.

  private void discover() {
    for (Class<?> owner : owners) {
      Row row = row(owner, 0);
      row.flags |= 1 << 5;
      for (Field field : owner.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers())) {
          row.fields.add(field);
          row.zeroed.add(false);
          if (!field.getType().isPrimitive()) {
            find(RawMemory.reference(owner, RawMemory.offset(field)));
          }
        }
      }
    }
    for (ClassLoader loader : loaders) {
      find(loader.getName());
    }
    for (int i = 0; i < found.size(); i++) {
      follow(found.get(i));
    }
  }

  private void find(Object object) {
    if (object != null && ids.putIfAbsent(object, 0) == null) {
      found.add(object);
    }
  }

  private void follow(Object object) {
    Class<?> type = object.getClass();
    Reseed reseed = reseeds.get(object);
    if (object instanceof String s) {
      strings.add(s);
    } else if (isSymbol(object)) {
      symbols.add(object);
    } else if (isRecipe(object)) {
      recipes.add(object);
      for (Object argument : recipeArguments.get(object)) {
        if (argument instanceof String) {
          find(argument);
        }
      }
    } else if (type.isArray()) {
      row(type, 0).objects.add(object);
      if (!type.getComponentType().isPrimitive()) {
        for (Object element : (Object[]) object) {
          find(element);
        }
      }
    } else {
      Row row = instanceRow(type, reseed == null ? 0 : reseed.kind);
      row.objects.add(object);
      for (int i = 0; i < row.fields.size(); i++) {
        if (carried(row, i) && !row.fields.get(i).getType().isPrimitive()) {
          find(RawMemory.reference(object, RawMemory.offset(row.fields.get(i))));
        }
      }
    }
    if (reseed != null) {
      reseed.keys.forEach(this::find);
      reseed.values.forEach(this::find);
    }
  }

  private static boolean carried(Row row, int i) {
    return !row.zeroed.get(i) && !Modifier.isStatic(row.fields.get(i).getModifiers());
  }

  private boolean isSymbol(Object object) {
    if (sentinels.containsKey(object)) {
      Field field = sentinels.get(object);
      Row row = row(field.getDeclaringClass(), -1);
      if (!row.fields.contains(field)) {
        row.fields.add(field);
        row.zeroed.add(false);
      }
      return true;
    }
    if (object instanceof Class<?> type) {
      row(type, 0);
      return true;
    }
    if (object instanceof Enum<?> constant && isJdk(constant.getDeclaringClass())
        || object instanceof Integer box && Integer.valueOf(box) == object
        || object instanceof Boolean
        || object instanceof Character) {
      row(object instanceof Enum<?> e ? e.getDeclaringClass() : object.getClass(), 0);
      return true;
    }
    return object == application;
  }

  private boolean isRecipe(Object object) {
    Object[] arguments = null;
    if (object instanceof Charset charset) {
      arguments = new Object[] {1, charset.name()};
    } else if (object instanceof Locale locale) {
      arguments = new Object[] {2, locale.toLanguageTag(), null, null, null};
    } else if (object instanceof Pattern pattern) {
      arguments = new Object[] {3, pattern.pattern(), pattern.flags()};
    } else if (object.getClass() == ThreadLocal.class) {
      arguments = new Object[] {4};
    } else if (object instanceof TimeZone zone) {
      arguments = new Object[] {5, zone.getID()};
    } else if (object instanceof Currency currency) {
      arguments = new Object[] {6, currency.getCurrencyCode()};
    } else if (object instanceof ZoneId zone) {
      arguments = new Object[] {9, zone.getId()};
    }
    if (arguments != null) {
      recipeArguments.put(object, arguments);
    }
    return arguments != null;
  }

  // ---- Classes.

  private boolean isJdk(Class<?> type) {
    return type.getClassLoader() == null
        || type.getClassLoader() == ClassLoader.getPlatformClassLoader();
  }

  /** The row of a class; a variant is another row of the same name. */
  private Row row(Class<?> type, int variant) {
    Object key = List.of(type, variant);
    Row row = rows.get(key);
    if (row == null) {
      row = new Row(rowList.size(), type);
      Class<?> element = type;
      while (element.isArray()) {
        element = element.getComponentType();
      }
      row.flags = isJdk(element) ? element.getClassLoader() == null ? 0 : 1 : 2;
      row.flags |= type.isArray() ? 4 : type.isPrimitive() ? 8 : 0;
      rows.put(key, row);
      rowList.add(row);
    }
    return row;
  }

  private Row instanceRow(Class<?> type, int kind) {
    Row row = row(type, kind);
    if ((row.flags & 1 << 4) == 0) {
      row.flags |= 1 << 4;
      int at = 0;
      List<Class<?>> chain = new ArrayList<>();
      for (Class<?> c = type; c != null; c = c.getSuperclass()) {
        chain.add(0, c);
      }
      for (Class<?> c : chain) {
        row(c, 0);
        for (Field field : c.getDeclaredFields()) {
          if (!Modifier.isStatic(field.getModifiers())) {
            row.fields.add(at, field);
            row.zeroed.add(at++, isZeroed(field, kind));
          }
        }
      }
    }
    return row;
  }

  private static boolean isZeroed(Field field, int kind) {
    return ZEROED.contains(field.getDeclaringClass().getName() + "." + field.getName())
        || isJdkField(field) && TABLE_FIELDS.get(kind).contains(field.getName());
  }

  private static boolean isJdkField(Field field) {
    return field.getDeclaringClass().getClassLoader() == null;
  }

  // ---- Numbers.

  private void number() {
    int id = 1;
    for (List<?> list : List.of(strings, symbols, recipes)) {
      for (Object object : list) {
        ids.put(object, id++);
      }
    }
    for (boolean arrays : new boolean[] {false, true}) {
      for (Row row : rowList) {
        if (row.type.isArray() == arrays) {
          for (Object object : row.objects) {
            ids.put(object, id++);
          }
        }
      }
    }
  }

  private int id(Object object) {
    return object == null ? 0 : ids.get(object);
  }

  // ---- Sections.

  private void write() {
    writeClasses();
    Words objects = new Words().add(strings.size());
    for (String s : strings) {
      boolean interned = new String(s.toCharArray()).intern() == s;
      objects.add(heap.string(s) * 2 + (interned ? 1 : 0));
    }
    heap.section(3, objects);
    heap.section(
        5,
        new Words()
            .add(1, 0, 0, 0)
            .add(0, strings.size())
            .add(0, symbols.size())
            .add(0, reseedOrder.size()));
    writeInstances();
    writeArrays();
    writeSymbols();
    writeRecipes();
    writeStatics();
    writeReseeds();
    if (!loaders.isEmpty()) {
      writeLoaders();
    }
    Words guardTable = new Words().add(guards.size());
    for (int column = 0; column < 4; column++) {
      for (int[] guard : guards) {
        guardTable.add(guard[column]);
      }
    }
    heap.section(13, guardTable.add(new int[guards.size() + 1]));
  }

  private void writeClasses() {
    Words name = new Words();
    Words flags = new Words();
    Words start = new Words().add(0);
    Words declaring = new Words();
    Words fieldName = new Words();
    Words desc = new Words();
    Words offset = new Words();
    JdkDigest digest = new JdkDigest();
    for (Row row : rowList) {
      name.add(heap.string(row.type.getName()));
      flags.add(row.flags);
      boolean jdk = (row.flags & 3) != 2 && !row.fields.isEmpty();
      if (jdk) {
        digest.addClass(row.type.getName());
      }
      for (int i = 0; i < row.fields.size(); i++) {
        Field field = row.fields.get(i);
        boolean isStatic = Modifier.isStatic(field.getModifiers());
        char kind = kind(field);
        // A static belongs to its row, of which there may be several for one class.
        declaring.add(isStatic ? row.index : row(field.getDeclaringClass(), 0).index);
        fieldName.add(heap.string(field.getName()));
        desc.add(
            kind
                | (isStatic ? 1 << 8 : 0)
                | (field.getName().equals("$assertionsDisabled") ? 1 << 9 : 0)
                | (row.zeroed.get(i) ? 1 << 10 : 0));
        offset.add(row.zeroed.get(i) ? -1 : (int) RawMemory.offset(field));
        if (jdk) {
          digest.addField(field.getDeclaringClass().getName(), field.getName(), kind);
        }
      }
      start.add(desc.size());
    }
    heap.section(
        4,
        new Words()
            .add(rowList.size(), desc.size())
            .add(name)
            .add(flags)
            .add(start)
            .add(declaring)
            .add(fieldName)
            .add(desc)
            .add(offset));
    heap.fingerprint(feature, layout, digest.digest(), vmName, jdkBuild);
  }

  private static char kind(Field field) {
    return field.getType().descriptorString().charAt(0);
  }

  private void value(Words out, Object base, Field field) {
    if (!field.getType().isPrimitive()) {
      out.add(id(RawMemory.reference(base, RawMemory.offset(field))));
      return;
    }
    long bits = RawMemory.bits(base, RawMemory.offset(field), kind(field));
    out.add((int) bits);
    if (kind(field) == 'J' || kind(field) == 'D') {
      out.add((int) (bits >> 32));
    }
  }

  private void writeInstances() {
    Words type = new Words();
    Words count = new Words();
    Words columns = new Words();
    for (Row row : rowList) {
      if (row.type.isArray() || row.objects.isEmpty()) {
        continue;
      }
      type.add(row.index);
      count.add(row.objects.size());
      for (int f = 0; f < row.fields.size(); f++) {
        if (carried(row, f)) {
          for (Object object : row.objects) {
            value(columns, object, row.fields.get(f));
          }
        }
      }
    }
    int groups = type.size();
    heap.section(6, new Words().add(groups).add(new int[groups]).add(type).add(count).add(columns));
  }

  private void writeArrays() {
    Words type = new Words();
    Words count = new Words();
    Words body = new Words();
    ByteArrayOutputStream primitives = new ByteArrayOutputStream();
    for (Row row : rowList) {
      if (!row.type.isArray() || row.objects.isEmpty()) {
        continue;
      }
      type.add(row.index);
      count.add(row.objects.size());
      for (Object array : row.objects) {
        body.add(Array.getLength(array));
      }
      for (Object array : row.objects) {
        if (array instanceof Object[] references) {
          for (Object element : references) {
            body.add(id(element));
          }
        } else {
          primitives.writeBytes(elements(array));
        }
      }
    }
    int groups = type.size();
    heap.section(7, new Words().add(groups).add(new int[groups]).add(type).add(count).add(body));
    heap.section(8, primitives.toByteArray());
  }

  private static byte[] elements(Object array) {
    int length = Array.getLength(array);
    ByteBuffer out = ByteBuffer.allocate(8 * length + 8).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < length; i++) {
      Object element = Array.get(array, i);
      if (element instanceof Boolean b) {
        out.put((byte) (b ? 1 : 0));
      } else if (element instanceof Byte b) {
        out.put(b);
      } else if (element instanceof Character c) {
        out.putChar(c);
      } else if (element instanceof Short s) {
        out.putShort(s);
      } else if (element instanceof Integer n) {
        out.putInt(n);
      } else if (element instanceof Float f) {
        out.putInt(Float.floatToRawIntBits(f));
      } else if (element instanceof Long n) {
        out.putLong(n);
      } else {
        out.putLong(Double.doubleToRawLongBits((Double) element));
      }
    }
    byte[] bytes = new byte[out.position() + 7 & ~7];
    out.flip().get(bytes, 0, out.limit());
    return bytes;
  }

  private void writeSymbols() {
    Words kind = new Words();
    Words type = new Words();
    Words argument = new Words();
    for (Object symbol : symbols) {
      if (sentinels.containsKey(symbol)) {
        Row row = row(sentinels.get(symbol).getDeclaringClass(), -1);
        kind.add(1);
        type.add(row.index);
        argument.add(fieldIndex(row, sentinels.get(symbol)));
      } else if (symbol instanceof Class<?> c) {
        kind.add(0);
        type.add(row(c, 0).index);
        argument.add(0);
      } else if (symbol instanceof Enum<?> e) {
        kind.add(2);
        type.add(row(e.getDeclaringClass(), 0).index);
        argument.add(heap.string(e.name()));
      } else if (symbol == application) {
        kind.add(4);
        type.add(-1);
        argument.add(2);
      } else {
        kind.add(3);
        type.add(row(symbol.getClass(), 0).index);
        argument.add(
            symbol instanceof Integer n
                ? n
                : symbol instanceof Character c ? c : (Boolean) symbol ? 1 : 0);
      }
    }
    heap.section(9, new Words().add(kind.size()).add(kind).add(type).add(argument));
  }

  private int fieldIndex(Row row, Field field) {
    int index = row.fields.indexOf(field);
    for (Row before : rowList.subList(0, row.index)) {
      index += before.fields.size();
    }
    return index;
  }

  private void writeRecipes() {
    Words kind = new Words();
    Words start = new Words().add(0);
    Words arguments = new Words();
    for (Object recipe : recipes) {
      Object[] call = recipeArguments.get(recipe);
      kind.add((Integer) call[0]);
      for (int i = 1; i < call.length; i++) {
        arguments.add(call[i] instanceof Integer n ? n : id(call[i]));
      }
      start.add(arguments.size());
    }
    heap.section(
        10,
        new Words().add(kind.size()).add(new int[kind.size()]).add(kind).add(start).add(arguments));
  }

  private void writeStatics() {
    Words type = new Words();
    Words start = new Words().add(0);
    Words field = new Words();
    Words low = new Words();
    Words high = new Words();
    for (Class<?> owner : owners) {
      Row row = row(owner, 0);
      type.add(row.index);
      for (Field f : row.fields) {
        if (Modifier.isStatic(f.getModifiers())) {
          field.add(fieldIndex(row, f));
          Words value = new Words();
          value(value, owner, f);
          ByteBuffer bytes = ByteBuffer.wrap(value.bytes()).order(ByteOrder.LITTLE_ENDIAN);
          low.add(bytes.getInt());
          high.add(bytes.hasRemaining() ? bytes.getInt() : 0);
        }
      }
      start.add(field.size());
    }
    int n = type.size();
    heap.section(
        11, new Words().add(n).add(type).add(new int[n]).add(start).add(field).add(low).add(high));
  }

  private void writeReseeds() {
    Words object = new Words();
    Words kind = new Words();
    Words start = new Words().add(0);
    Words key = new Words();
    Words value = new Words();
    for (Reseed row : reseedOrder) {
      object.add(id(row.collection));
      kind.add(row.kind);
      for (int i = 0; i < row.keys.size(); i++) {
        key.add(id(row.keys.get(i)));
        value.add(id(row.values.get(i)));
      }
      start.add(key.size());
    }
    heap.section(
        12, new Words().add(object.size()).add(object).add(kind).add(start).add(key).add(value));
  }
}
