package org.heapsnapshot.testkit.parser;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Section 16.
 *
 * @param rows the classes that the program made, in the order of their making
 * @param loaders the class loaders of the program
 */
public record Made(List<Row> rows, List<Loader> loaders) {
  private static final String MAGIC = "\u00CA\u00FE\u00BA\u00BE";

  /**
   * A class that the image defines.
   *
   * @param host a class of the same protection domain, null for that of the loader itself
   * @param file its class file
   * @param needs rows that are defined with this one, itself included
   * @param definers rows of STATICS, or -1 for boot
   */
  public record Row(
      Classes.Row type,
      Classes.Row host,
      byte[] file,
      List<Integer> needs,
      List<Integer> definers) {}

  /**
   * A class loader.
   *
   * @param object its object id
   * @param name the id of the string object that is its name, or 0
   * @param parent a loader before it, or -1
   * @param members the rows of the classes that it defines
   */
  public record Loader(int object, int name, int parent, List<Integer> members) {}

  static Made parse(Cursor in, Strings strings, Classes classes, int staticsRows) {
    int count = in.readCount("count");
    int[] type = in.readColumn("class", count);
    int[] host = in.readColumn("host", count);
    int[] file = in.readColumn("file", count);
    int[] needStart = in.readStarts("needStart", count);
    int[] need = in.readColumn("need", needStart[count]);
    int[] definerStart = in.readStarts("definerStart", count);
    int[] definer = in.readColumn("definer", definerStart[count]);
    List<Loader> loaders = loaders(in, count);
    in.end();
    List<Row> rows = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < count; i++) {
      Classes.Row made = classes.get(in, "class[" + i + "]", type[i]);
      if (!made.isMade() || !names.add(made.name())) {
        throw in.error("class[" + i + "]", made, "one row for each class with bit 7");
      }
      rows.add(
          new Row(
              made,
              host(in, i, made, classes, host[i], isMember(loaders, i)),
              file(in, i, strings.get(in, "file[" + i + "]", file[i])),
              needs(in, i, count, need, needStart[i], needStart[i + 1]),
              definers(in, staticsRows, definer, definerStart[i], definerStart[i + 1])));
    }
    for (Classes.Row row : classes.rows()) {
      if (row.isMade() && !names.contains(row.name())) {
        throw in.error("rows", "none for " + row, "one for each class with bit 7");
      }
    }
    return new Made(List.copyOf(rows), loaders);
  }

  private static List<Loader> loaders(Cursor in, int count) {
    int loaderCount = in.readCount("loaderCount");
    int[] object = in.readColumn("loader", loaderCount);
    int[] name = in.readColumn("name", loaderCount);
    int[] parent = in.readColumn("parent", loaderCount);
    int[] memberStart = in.readStarts("memberStart", loaderCount);
    int[] member = in.readColumn("member", memberStart[loaderCount]);
    List<Loader> loaders = new ArrayList<>();
    Set<Integer> members = new HashSet<>();
    for (int i = 0; i < loaderCount; i++) {
      if (parent[i] < -1 || parent[i] >= i) {
        throw in.error("parent[" + i + "]", parent[i], "-1, or a loader before it");
      }
      List<Integer> own = new ArrayList<>();
      for (int m = memberStart[i]; m < memberStart[i + 1]; m++) {
        if (member[m] < 0 || member[m] >= count || !members.add(member[m])) {
          throw in.error("member[" + m + "]", member[m], "a row of this table, of one loader");
        }
        own.add(member[m]);
      }
      loaders.add(new Loader(object[i], name[i], parent[i], List.copyOf(own)));
    }
    return List.copyOf(loaders);
  }

  private static boolean isMember(List<Loader> loaders, int row) {
    return loaders.stream().anyMatch(loader -> loader.members().contains(row));
  }

  private static Classes.Row host(
      Cursor in, int i, Classes.Row made, Classes classes, int index, boolean isMember) {
    String what = "host[" + i + "]";
    if (made.loader() != (isMember ? 3 : 2)) {
      throw in.error("class[" + i + "]", made, "loader 3 for members of loaders, 2 for others");
    }
    if (isMember && index == -1) {
      return null;
    }
    Classes.Row host = classes.get(in, what, index);
    boolean right = host.loader() == 2 && !host.isMade() && !host.isArray();
    if (!right || !isMember && !packageOf(host.name()).equals(packageOf(made.name()))) {
      throw in.error(what, host, "a class of the package of " + made.name());
    }
    return host;
  }

  /** What the other sections must say of the loaders. */
  void checkLoaders(Cursor in, Heap heap) {
    Set<Integer> objects = new HashSet<>();
    for (Loader loader : loaders) {
      HeapObject object =
          loader.object() < heap.firstInstance() || loader.object() >= heap.firstArray()
              ? null
              : heap.object(loader.object());
      if (!(object instanceof HeapObject.Instance instance)
          || !instance.type().isOfLoaders()
          || heap.units().lazy().get(instance.unit())
          || !objects.add(loader.object())) {
        throw in.error("loader", loader.object(), "an instance of a class with bit 9, at boot");
      }
      if (loader.name() < 0
          || loader.name() >= heap.firstSymbol()
          || loader.name() > 0 && heap.units().lazy().get(heap.unitOf(loader.name()))) {
        throw in.error("name", loader.name(), "a string object of a boot unit, or 0");
      }
    }
    long expected =
        heap.instances().groups().stream()
            .filter(group -> group.type().isOfLoaders())
            .mapToLong(Instances.Group::count)
            .sum();
    if (expected != loaders.size()) {
      throw in.error("loaderCount", loaders.size(), expected + ", the instances of such classes");
    }
  }

  private static String packageOf(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }

  private static byte[] file(Cursor in, int i, String text) {
    if (!text.startsWith(MAGIC) || text.chars().anyMatch(c -> c > 0xFF)) {
      throw in.error("file[" + i + "]", "another text", "a class file, a char for each byte");
    }
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static List<Integer> needs(Cursor in, int i, int count, int[] need, int from, int to) {
    List<Integer> needs = new ArrayList<>();
    for (int n = from; n < to; n++) {
      if (need[n] < 0 || need[n] >= count || n > from && need[n] <= need[n - 1]) {
        throw in.error("need[" + n + "]", need[n], "rows in ascending order");
      }
      needs.add(need[n]);
    }
    if (!needs.contains(i)) {
      throw in.error("needs of row " + i, needs, "the row itself among them");
    }
    return List.copyOf(needs);
  }

  private static List<Integer> definers(Cursor in, int rows, int[] definer, int from, int to) {
    List<Integer> definers = new ArrayList<>();
    for (int d = from; d < to; d++) {
      if (definer[d] < -1 || definer[d] >= rows) {
        throw in.error("definer[" + d + "]", definer[d], "-1, or a row of STATICS");
      }
      definers.add(definer[d]);
    }
    return List.copyOf(definers);
  }
}
