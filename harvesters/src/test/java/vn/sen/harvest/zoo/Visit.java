package vn.sen.harvest.zoo;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A request to a hostile server, and the wire to answer it on.
 *
 * @param number of requests since the server turned hostile, this one included
 * @param canary the port where nobody may knock
 */
record Visit(
    Kind kind, String target, int number, int port, int canary, Socket socket, OutputStream out) {

  void raw(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  void raw(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** Status, more headers (each with its end), and the body, as a healthy server sends them. */
  void reply(int status, String headers, byte[] body) throws IOException {
    raw(
        "HTTP/1.1 %d Said\r\nConnection: close\r\n%sContent-Length: %d\r\n\r\n"
            .formatted(status, headers, body.length));
    raw(body);
  }

  void status(int status, String headers) throws IOException {
    reply(status, headers, "no".getBytes(StandardCharsets.UTF_8));
  }

  void page(String headers, String body) throws IOException {
    page(headers, body.getBytes(StandardCharsets.UTF_8));
  }

  void page(String headers, byte[] body) throws IOException {
    reply(200, headers + "Content-Type: %s\r\n".formatted(kind.mediaType(target)), body);
  }

  /** The healthy page. */
  String page() {
    return page(Kind.FOUR);
  }

  /** In hostility it is other bytes that say the same, or it would not be read again. */
  String page(List<String> ids) {
    return kind.page(target, ids) + (number > 0 ? "\n" : "");
  }

  void chunk(byte[] bytes) throws IOException {
    raw(Integer.toHexString(bytes.length) + "\r\n");
    raw(bytes);
    raw("\r\n");
  }

  /** The beginning of an answer whose body comes in chunks. */
  void chunked(String headers) throws IOException {
    raw(
        "HTTP/1.1 200 OK\r\nConnection: close\r\n%sContent-Type: %s\r\nTransfer-Encoding: chunked\r\n\r\n"
            .formatted(headers, kind.mediaType(target)));
  }

  /** Drops the connection as a broken router does. */
  void reset() throws IOException {
    out.flush();
    socket.setSoLinger(true, 0);
    socket.close();
  }
}
