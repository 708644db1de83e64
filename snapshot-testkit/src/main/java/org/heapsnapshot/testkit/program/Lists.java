package org.heapsnapshot.testkit.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedList;
import java.util.List;
import java.util.ListIterator;
import java.util.Stack;
import java.util.Vector;
import java.util.concurrent.CopyOnWriteArrayList;

/** Lists, among them the ones whose behaviour hangs on JDK sentinels. */
final class Lists {
  static final List<String> EMPTY = new ArrayList<>();
  static final List<String> SIZED = new ArrayList<>(100);
  static final List<Object> FULL = new ArrayList<>(Arrays.asList("a", null, 3));
  static final LinkedList<String> LINKED = new LinkedList<>(List.of("x", "y", "z"));
  static final Vector<String> VECTOR = new Vector<>(List.of("v"));
  static final Stack<Integer> STACK = new Stack<>();
  static final List<String> COPY_ON_WRITE = new CopyOnWriteArrayList<>(List.of("c"));
  static final List<String> AS_LIST = Arrays.asList("p", "q");
  static final List<String> OF_ONE = List.of("only");
  static final List<String> OF_MANY = List.of("1", "2", "3", "4", "5");
  static final List<Object> SUB = FULL.subList(0, 2);
  static final List<String> SINGLE = Collections.singletonList("s");
  static final List<String> COPIES = Collections.nCopies(4, "n");

  static {
    STACK.push(1);
    STACK.push(2);
  }

  private Lists() {}

  static void check(Checks checks) {
    EMPTY.add("first");
    SIZED.add("first");
    checks.that("growth", EMPTY.equals(SIZED) && EMPTY.size() == 1);
    checks.equal("sub list", Arrays.asList("a", null), SUB);
    SUB.set(0, "b");
    checks.equal("sub list writes through", "b", FULL.get(0));
    FULL.add(1, FULL);
    checks.that("insert", FULL.get(1) == FULL && FULL.size() == 4);
    checks.thrown("sub list notices", java.util.ConcurrentModificationException.class, SUB::size);
    ListIterator<String> iterator = LINKED.listIterator(1);
    iterator.next();
    iterator.remove();
    checks.equal("linked", List.of("x", "z"), LINKED);
    checks.that("linked ends", LINKED.removeLast().equals("z") && LINKED.getFirst().equals("x"));
    VECTOR.addElement("w");
    checks.equal("vector", "[v, w]", VECTOR.toString());
    checks.that("stack", STACK.pop() == 2 && STACK.peek() == 1);
    for (String text : COPY_ON_WRITE) {
      COPY_ON_WRITE.add(text + text);
    }
    checks.equal("copy on write", List.of("c", "cc"), COPY_ON_WRITE);
    AS_LIST.set(1, "r");
    checks.equal("asList", List.of("p", "r"), AS_LIST);
    checks.that("List.of one", OF_ONE.size() == 1 && OF_ONE.contains("only"));
    checks.equal("List.of one iterates", "only", String.join(",", OF_ONE));
    checks.equal("List.of", "1,2,3,4,5", String.join(",", OF_MANY));
    checks.thrown(
        "List.of is immutable", UnsupportedOperationException.class, () -> OF_MANY.add("6"));
    checks.that("singleton", SINGLE.equals(List.of("s")) && COPIES.size() == 4);
  }
}
