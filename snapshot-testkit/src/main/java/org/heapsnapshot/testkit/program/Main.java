package org.heapsnapshot.testkit.program;

/** All kinds of state. Exit code 0 when every check holds, 1 otherwise. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Checks checks = new Checks(System.out);
    Brief.run(checks);
    checks.group("deep list", DeepList::check);
    System.out.println(checks.wrong() == 0 ? "all ok" : "WRONG checks: " + checks.wrong());
    System.exit(checks.wrong() == 0 ? 0 : 1);
  }
}
