package vn.sen.harvest.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A way to a source for clients of other protocols than HTTP: a port on loopback that leads to the
 * addresses which were resolved once and checked, and nowhere else. Lasts until it is closed, its
 * time is over, or so many bytes have gone through.
 */
public final class Relay implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

  /** A client may open a second connection to cancel what the first does. */
  private static final int MOST_CONNECTIONS = 8;

  /** How clients come. */
  public enum Manner {
    /** A connection is one to the source. */
    STRAIGHT,
    /** As to a proxy in SOCKS 5, asking for the relay's own address; any other is refused. */
    SOCKS
  }

  private final Manner manner;
  private final ServerSocket door;
  private final List<InetAddress> addresses;
  private final int port;
  private final int connectMillis;
  private final long mostBytes;
  private final long end;
  private final AtomicLong bytes = new AtomicLong();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private Relay(
      Manner manner,
      ServerSocket door,
      List<InetAddress> addresses,
      int port,
      Duration connect,
      Duration longest,
      long mostBytes) {
    this.manner = manner;
    this.door = door;
    this.addresses = List.copyOf(addresses);
    this.port = port;
    this.connectMillis = Math.toIntExact(connect.toMillis());
    this.mostBytes = mostBytes;
    this.end = System.nanoTime() + longest.toNanos();
  }

  /**
   * @param addresses checked ones
   */
  static Relay open(
      Manner manner,
      List<InetAddress> addresses,
      int port,
      Duration connect,
      Duration longest,
      long mostBytes) {
    try {
      var door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      var relay = new Relay(manner, door, addresses, port, connect, longest, mostBytes);
      thread("relay", relay::accept);
      thread("relay-end", relay::endInTime);
      return relay;
    } catch (IOException e) {
      throw new UncheckedIOException("no port can be opened on loopback", e);
    }
  }

  /** Where the client connects, on loopback. */
  public InetSocketAddress address() {
    return new InetSocketAddress(door.getInetAddress(), door.getLocalPort());
  }

  /** Bytes that came from the source so far. */
  public long bytes() {
    return bytes.get();
  }

  private void accept() {
    for (int accepted = 0; accepted < MOST_CONNECTIONS && !closed; accepted++) {
      try {
        Socket client = keep(door.accept());
        thread("relay-connection", () -> connect(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void endInTime() {
    try {
      while (!closed && System.nanoTime() < end) {
        Thread.sleep(200);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  private Socket keep(Socket socket) throws IOException {
    open.add(socket);
    socket.setTcpNoDelay(true);
    if (closed) {
      socket.close();
    }
    return socket;
  }

  private void connect(Socket client) {
    try {
      if (manner == Manner.SOCKS && !SocksDoor.admits(client, address())) {
        LOG.warn("a client was sent elsewhere by its source, and may not go there");
        end(client);
        return;
      }
      Socket source = keep(reach(client));
      if (manner == Manner.SOCKS) {
        SocksDoor.answer(client, SocksDoor.GRANTED);
      }
      thread("relay-up", () -> pump(client, source, new AtomicLong()));
      pump(source, client, bytes);
    } catch (IOException e) {
      LOG.info("a source cannot be reached: {}", e.getMessage());
      end(client);
    }
  }

  /** The first address that lets us connect. */
  private Socket reach(Socket client) throws IOException {
    IOException last = new IOException("no address");
    for (InetAddress address : addresses.subList(0, Math.min(4, addresses.size()))) {
      var socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(address, port), connectMillis);
        return socket;
      } catch (IOException e) {
        socket.close();
        last = e;
      }
    }
    if (manner == Manner.SOCKS) {
      SocksDoor.answer(client, SocksDoor.UNREACHABLE);
    }
    throw last;
  }

  private void pump(Socket from, Socket to, AtomicLong counted) {
    byte[] buffer = new byte[1 << 16];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read; (read = in.read(buffer)) >= 0; ) {
        if (counted.addAndGet(read) > mostBytes) {
          LOG.warn("a relay was closed after {} bytes", mostBytes);
          break;
        }
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      // One of both has gone; so does the other.
    } finally {
      end(from);
      end(to);
    }
  }

  private void end(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("a connection did not close", e);
    }
  }

  private static void thread(String name, Runnable work) {
    Thread.ofVirtual().name(name).start(work);
  }

  @Override
  public void close() {
    closed = true;
    try {
      door.close();
    } catch (IOException e) {
      LOG.debug("a relay did not close", e);
    }
    open.forEach(this::end);
  }
}
