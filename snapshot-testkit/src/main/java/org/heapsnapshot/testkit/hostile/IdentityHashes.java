package org.heapsnapshot.testkit.hostile;

import java.util.IdentityHashMap;
import java.util.Map;
import org.heapsnapshot.testkit.hostile.Hostile.Expected;
import org.heapsnapshot.testkit.hostile.Hostile.Net;

/** Identity hashes, and what is made of them. */
final class IdentityHashes {
  private IdentityHashes() {}

  enum Colour {
    RED,
    GREEN
  }

  record Painted(Colour colour, String what) {}

  /** Asked for again when the object is restored. */
  @Hostile(verdict = Hostile.Expected.BUILD_TIME)
  static final class KeepsHash {
    static final Object LOCK = new Object();
    static final int HASH = System.identityHashCode(LOCK);
  }

  static Object keepsHash(Start start) {
    return KeepsHash.HASH == System.identityHashCode(KeepsHash.LOCK);
  }

  @Hostile(verdict = Hostile.Expected.BUILD_TIME)
  static final class AddsToHash {
    static final Object LOCK = new Object();
    static final int HASH = 31 * 7 + LOCK.hashCode();
  }

  static Object addsToHash(Start start) {
    return AddsToHash.HASH == 31 * 7 + AddsToHash.LOCK.hashCode();
  }

  @Hostile(cause = "DIFFERENCE", reason = "HASH", nets = Net.PERTURBATION)
  static final class MultipliesHash {
    static final Object LOCK = new Object();
    static final int HASH = 31 * LOCK.hashCode();
  }

  static Object multipliesHash(Start start) {
    return MultipliesHash.HASH == 31 * MultipliesHash.LOCK.hashCode();
  }

  @Hostile(cause = "DIFFERENCE", reason = "TEXT", nets = Net.PERTURBATION)
  static final class KeepsText {
    static final Object LOCK = new Object();
    static final String TEXT = LOCK.toString();
  }

  static Object keepsText(Start start) {
    return KeepsText.TEXT.equals(KeepsText.LOCK.toString());
  }

  @Hostile(cause = "DIFFERENCE", reason = "HASH", nets = Net.PERTURBATION)
  static final class HashesEnum {
    static final Painted DOOR = new Painted(Colour.GREEN, "door");
    static final int HASH = DOOR.hashCode();
  }

  static Object hashesEnum(Start start) {
    return HashesEnum.HASH == HashesEnum.DOOR.hashCode();
  }

  @Hostile(cause = "DIFFERENCE", reason = "HASH", nets = Net.PERTURBATION)
  static final class HashesClass {
    static final int HASH = 31 * HashesClass.class.hashCode() + 1;
  }

  static Object hashesClass(Start start) {
    return HashesClass.HASH == 31 * HashesClass.class.hashCode() + 1;
  }

  /** Re-seeded: the look-up must work. */
  @Hostile(verdict = Expected.BUILD_TIME)
  static final class FillsIdentityMap {
    static final Object[] KEYS = new Object[20];
    static final Map<Object, Integer> POSITIONS = new IdentityHashMap<>();

    static {
      for (int i = 0; i < KEYS.length; i++) {
        KEYS[i] = new Object();
        POSITIONS.put(KEYS[i], i);
      }
    }
  }

  static Object fillsIdentityMap(Start start) {
    int found = 0;
    for (int i = 0; i < FillsIdentityMap.KEYS.length; i++) {
      found +=
          Integer.valueOf(i).equals(FillsIdentityMap.POSITIONS.get(FillsIdentityMap.KEYS[i]))
              ? 1
              : 0;
    }
    return found;
  }

  /** A table of the program's own, which nobody can re-seed. */
  @Hostile(cause = "DIFFERENCE", reason = "TABLE", nets = Net.PERTURBATION)
  static final class FillsOwnTable {
    static final Object[] KEYS = new Object[24];
    static final Object[] TABLE = new Object[64];

    static {
      for (int i = 0; i < KEYS.length; i++) {
        KEYS[i] = new Object();
        int slot = System.identityHashCode(KEYS[i]) & 63;
        while (TABLE[slot] != null) {
          slot = slot + 1 & 63;
        }
        TABLE[slot] = KEYS[i];
      }
    }

    static boolean contains(Object key) {
      int slot = System.identityHashCode(key) & 63;
      while (TABLE[slot] != null) {
        if (TABLE[slot] == key) {
          return true;
        }
        slot = slot + 1 & 63;
      }
      return false;
    }
  }

  static Object fillsOwnTable(Start start) {
    int found = 0;
    for (Object key : FillsOwnTable.KEYS) {
      found += FillsOwnTable.contains(key) ? 1 : 0;
    }
    return found;
  }
}
