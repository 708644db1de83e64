package org.heapsnapshot.testkit.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.Selector;
import org.heapsnapshot.testkit.hostile.Hostile.Net;

/** The network and the names of hosts. */
final class Network {
  private Network() {}

  @Hostile(
      cause = "EFFECT",
      reason = "uses the network",
      nets = {Net.EFFECTS, Net.HEAP})
  static final class Listens {
    static final ServerSocket SOCKET = open();

    private static ServerSocket open() {
      try {
        return new ServerSocket(0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static Object listens(Start start) throws IOException {
    try (ServerSocket socket = Listens.SOCKET) {
      return socket.isBound() && socket.getLocalPort() > 0;
    }
  }

  @Hostile(cause = "EFFECT", reason = "uses the network", nets = Net.EFFECTS)
  static final class AsksHost {
    static final String NAME = name();

    private static String name() {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        return "unknown";
      }
    }
  }

  static Object asksHost(Start start) {
    return AsksHost.NAME;
  }

  @Hostile(
      cause = "EFFECT",
      reason = "uses the network",
      nets = {Net.EFFECTS, Net.HEAP})
  static final class Resolves {
    static final InetSocketAddress ADDRESS = new InetSocketAddress("localhost", 80);
  }

  static Object resolves(Start start) {
    return Resolves.ADDRESS.isUnresolved();
  }

  @Hostile(cause = "EFFECT", reason = "uses the network", nets = Net.EFFECTS)
  static final class CountsInterfaces {
    static final int NUMBER = count();

    private static int count() {
      try {
        int n = 0;
        var all = NetworkInterface.getNetworkInterfaces();
        while (all.hasMoreElements()) {
          all.nextElement();
          n++;
        }
        return n;
      } catch (SocketException e) {
        return -1;
      }
    }
  }

  static Object countsInterfaces(Start start) {
    return CountsInterfaces.NUMBER;
  }

  @Hostile(
      cause = "EFFECT",
      reason = "uses the network",
      nets = {Net.EFFECTS, Net.HEAP})
  static final class OpensSelector {
    static final Selector SELECTOR = open();

    private static Selector open() {
      try {
        return Selector.open();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static Object opensSelector(Start start) throws IOException {
    try (Selector selector = OpensSelector.SELECTOR) {
      return selector.selectNow();
    }
  }
}
