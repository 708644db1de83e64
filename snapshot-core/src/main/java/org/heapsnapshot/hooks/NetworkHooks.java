package org.heapsnapshot.hooks;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * What classes of the network alone call, when the JDK is ready for them. Lives on the boot class
 * path of child JVMs.
 */
public final class NetworkHooks {
  private NetworkHooks() {}

  /** What {@code InetAddress.getLocalHost} is to answer to an initializer. */
  public static InetAddress localHost(InetAddress real) throws UnknownHostException {
    String name = Hooks.host;
    if (name.isEmpty() || Hooks.stack().depth() == 0) {
      return real;
    }
    int hash = name.hashCode();
    byte[] address = {10, (byte) (hash >> 16), (byte) (hash >> 8), (byte) hash};
    return InetAddress.getByAddress(name, address);
  }
}
