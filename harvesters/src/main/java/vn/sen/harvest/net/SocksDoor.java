package vn.sen.harvest.net;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The side of a proxy in SOCKS 5 that leads to one address and refuses every other, for clients
 * that go where a server sends them: they have to ask for that, too.
 *
 * <p>Source: RFC 1928.
 */
final class SocksDoor {
  private static final int VERSION = 5;
  private static final int NO_AUTHENTICATION = 0;
  private static final int CONNECT = 1;
  private static final int IPV4 = 1;
  private static final int NAME = 3;
  private static final int IPV6 = 4;

  static final int GRANTED = 0;
  private static final int NOT_ALLOWED = 2;
  static final int UNREACHABLE = 4;

  private static final int LONGEST_MILLIS = 10_000;

  private SocksDoor() {}

  /**
   * Hears what a client asks for. One that asks for anything but {@code only} is told that it may
   * not; the others wait for an {@link #answer}.
   *
   * @return whether it may go on
   * @throws IOException when it speaks something else
   */
  static boolean admits(Socket client, InetSocketAddress only) throws IOException {
    client.setSoTimeout(LONGEST_MILLIS);
    var in = new DataInputStream(client.getInputStream());
    demand(in.readUnsignedByte() == VERSION);
    in.readNBytes(in.readUnsignedByte()); // ways to log in, of which none is the only one here
    client.getOutputStream().write(new byte[] {VERSION, NO_AUTHENTICATION});
    client.getOutputStream().flush();
    demand(in.readUnsignedByte() == VERSION);
    int command = in.readUnsignedByte();
    in.readUnsignedByte();
    byte[] address =
        switch (in.readUnsignedByte()) {
          case IPV4 -> in.readNBytes(4);
          case IPV6 -> in.readNBytes(16);
          case NAME ->
              literal(new String(in.readNBytes(in.readUnsignedByte()), StandardCharsets.US_ASCII));
          default -> new byte[0];
        };
    int port = in.readUnsignedShort();
    boolean allowed =
        command == CONNECT
            && port == only.getPort()
            && Arrays.equals(address, only.getAddress().getAddress());
    if (allowed) {
      client.setSoTimeout(0);
    } else {
      answer(client, NOT_ALLOWED);
    }
    return allowed;
  }

  /** A name is no address here: nothing is resolved for a client. */
  private static byte[] literal(String host) {
    try {
      return InetAddress.ofLiteral(host).getAddress();
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static void demand(boolean isSocks) throws IOException {
    if (!isSocks) {
      throw new IOException("a client does not speak SOCKS 5");
    }
  }

  /** Says what became of the request. */
  static void answer(Socket client, int what) throws IOException {
    OutputStream out = client.getOutputStream();
    out.write(new byte[] {VERSION, (byte) what, 0, IPV4, 0, 0, 0, 0, 0, 0});
    out.flush();
  }
}
