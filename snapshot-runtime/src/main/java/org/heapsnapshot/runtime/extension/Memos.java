package org.heapsnapshot.runtime.extension;

/**
 * Knows of a library which static fields are memos: what they hold only saves time, and is computed
 * again, equal to what it was, whenever it is not there. A public class with a public constructor
 * without parameters that does nothing; its jar names it in {@code
 * META-INF/services/org.heapsnapshot.runtime.extension.Memos}.
 *
 * <p>An image holds a memo as it was when the initializer of its class had ended. So an initializer
 * that fills the memo of another class need not run at every start for that: its entries are
 * missing, and computed when the program asks for them. To be named here a field must keep three
 * promises: nobody tells from its contents what has been initialized; an entry that is computed
 * again equals the one that was dropped, and nobody compares the two by identity; computing it has
 * no effect but to take time.
 *
 * <p>Runs at build only.
 */
public abstract class Memos {
  /** For subclasses. */
  protected Memos() {}

  /**
   * The memos, with the flags beside them that say whether they are filled, each {@code
   * CLASS.FIELD} with the binary name of the class. Beginning with {@code *} it means copies of the
   * library in other packages, too: {@code *.runtime.misc.Interval.cache}.
   */
  public abstract String[] fields();
}
