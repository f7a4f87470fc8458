package vn.sen.harvest.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.harvest.Source;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.SourceId;

/** A relay to which clients come as to a proxy, with the JDK's own client of SOCKS. */
class SocksRelayTest {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final SourceClient net = new SourceClient("test@sen.vn", Limits.defaults());
  private ServerSocket database;
  private ServerSocket canary;
  private Relay relay;

  @BeforeEach
  void open() throws Exception {
    database = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    canary = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    threads.submit(
        () -> {
          while (true) {
            Socket client = database.accept();
            client.getOutputStream().write("chào".getBytes(StandardCharsets.UTF_8));
            client.close();
          }
        });
    var source =
        new Source(
            new SourceId("kho"),
            new URI("http://127.0.0.1/"),
            new AgencyCode("G09"),
            List.of("127.0.0.1"),
            OptionalInt.empty());
    Relayed relayed =
        net.relay(
            Relay.Manner.SOCKS,
            source,
            "127.0.0.1",
            database.getLocalPort(),
            Duration.ofSeconds(30),
            1 << 20);
    relay = ((Relayed.Open) relayed).relay();
  }

  @AfterEach
  void close() throws Exception {
    relay.close();
    net.close();
    database.close();
    canary.close();
    threads.shutdownNow();
  }

  private Socket socket() {
    return new Socket(new Proxy(Proxy.Type.SOCKS, relay.address()));
  }

  private void assertNobodyKnocked() throws IOException {
    canary.setSoTimeout(200);
    assertThatThrownBy(() -> canary.accept()).isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void whoAsksForTheRelayItselfReachesTheSource() throws Exception {
    try (Socket socket = socket()) {
      socket.connect(relay.address());

      assertThat(socket.getInputStream().readAllBytes())
          .isEqualTo("chào".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void whoAsksForAnyOtherAddressIsRefused() throws Exception {
    for (InetSocketAddress other :
        List.of(
            new InetSocketAddress("127.0.0.1", canary.getLocalPort()),
            new InetSocketAddress("::1", relay.address().getPort()),
            new InetSocketAddress("169.254.169.254", relay.address().getPort()),
            InetSocketAddress.createUnresolved("localhost", relay.address().getPort()))) {
      try (Socket socket = socket()) {
        assertThatThrownBy(() -> socket.connect(other)).isInstanceOf(IOException.class);
      }
    }
    assertNobodyKnocked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GET / HTTP/1.1\r\n\r\n",
        "\u0004\u0001aaaaaa\u0000",
        "\u0005\u0000\u0005\u0002",
        "\u0005\u0001\u0000\u0005\u0001\u0000\u0009aaaaaaaaaaaa",
      })
  void whoSpeaksSomethingElseReachesNothing(String words) throws Exception {
    try (Socket socket = new Socket()) {
      socket.connect(relay.address());
      OutputStream out = socket.getOutputStream();
      out.write(words.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();

      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .doesNotContain("chào");
    }
    assertNobodyKnocked();
  }

  @Test
  void aSourceThatIsGoneIsSaidToBe() throws Exception {
    database.close();

    try (Socket socket = socket()) {
      assertThatThrownBy(() -> socket.connect(relay.address())).isInstanceOf(IOException.class);
    }
  }
}
