package org.heapsnapshot.testkit.program;

import java.lang.reflect.ReflectPermission;
import java.security.AllPermission;
import java.security.Permission;
import java.util.HashMap;
import java.util.Map;
import java.util.PropertyPermission;

/** Permissions, which programs hold to compare others with them. */
final class Permissions {
  static final Permission ALL = new AllPermission();
  static final Permission ACCESS = new ReflectPermission("suppressAccessChecks");
  static final Permission EXIT = new RuntimePermission("exitVM.*");
  static final Permission READ = new PropertyPermission("java.*", "read");
  static final Map<Permission, String> NAMES = new HashMap<>();

  static {
    NAMES.put(ACCESS, "access");
    NAMES.put(READ, "read");
  }

  private Permissions() {}

  static void check(Checks checks) {
    checks.equal("equal to another", new ReflectPermission("suppressAccessChecks"), ACCESS);
    checks.that("all of them", ALL.implies(EXIT));
    checks.that("wildcard", EXIT.implies(new RuntimePermission("exitVM.1")));
    checks.that("not more", !EXIT.implies(new RuntimePermission("setIO")));
    checks.that("property", READ.implies(new PropertyPermission("java.home", "read")));
    checks.that("other action", !READ.implies(new PropertyPermission("java.home", "write")));
    checks.equal("actions", "read", READ.getActions());
    checks.equal("as a key", "read", NAMES.get(new PropertyPermission("java.*", "read")));
  }
}
