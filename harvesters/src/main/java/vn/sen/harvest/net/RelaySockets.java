package vn.sen.harvest.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Sockets that lead to a {@link Relay} and nowhere else, for a driver that would go wherever its
 * server sends it. Made by the driver, by name; public for that alone.
 */
public final class RelaySockets extends SocketFactory {
  private final int relay;

  /**
   * @param port of the relay, on loopback
   */
  public RelaySockets(String port) {
    this.relay = Integer.parseInt(port);
  }

  @Override
  public Socket createSocket() {
    return new Leashed(relay);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return createSocket(host, port);
  }

  private Socket connected(InetSocketAddress to) throws IOException {
    Socket socket = createSocket();
    try {
      socket.connect(to);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static final class Leashed extends Socket {
    private final int relay;

    Leashed(int relay) {
      this.relay = relay;
    }

    @Override
    public void connect(SocketAddress to) throws IOException {
      connect(to, 0);
    }

    @Override
    public void connect(SocketAddress to, int millis) throws IOException {
      if (!(to instanceof InetSocketAddress place)
          || place.getPort() != relay
          || place.isUnresolved()
          || !place.getAddress().isLoopbackAddress()) {
        throw new ConnectException("the server sends its driver elsewhere, which is not followed");
      }
      super.connect(to, millis);
    }
  }
}
