package org.heapsnapshot.core.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.heapsnapshot.core.SnapshotException;

/** Ports for servers that are started. */
public final class FreePort {
  private FreePort() {}

  /**
   * A port that was free a moment ago, in decimal.
   *
   * @throws SnapshotException if there is none
   */
  public static String find() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Integer.toString(socket.getLocalPort());
    } catch (IOException e) {
      throw new SnapshotException("no port is free: " + e.getMessage(), e);
    }
  }
}
