package org.heapsnapshot.runtime.restore;

/**
 * Two instance fields whose offsets, stored in the fingerprint, tell whether this VM lays out
 * objects as the one of the build did. Never instantiated.
 */
final class LayoutCanary {
  Object reference;
  byte narrow;

  private LayoutCanary() {}
}
