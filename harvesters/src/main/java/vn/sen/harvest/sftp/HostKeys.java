package vn.sen.harvest.sftp;

import java.net.SocketAddress;
import java.security.PublicKey;
import java.util.Optional;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import vn.sen.harvest.Keepsakes;
import vn.sen.harvest.Source;
import vn.sen.vocab.Message;

/**
 * Lets a server in by its key alone: the one that the source's option names, else the one it had
 * the first time.
 */
final class HostKeys implements ServerKeyVerifier {
  private static final String KEPT = "host-key";

  private final Source source;
  private final Keepsakes keepsakes;
  private volatile Optional<Message> refusal = Optional.empty();

  HostKeys(Source source, Keepsakes keepsakes) {
    this.source = source;
    this.keepsakes = keepsakes;
  }

  @Override
  public boolean verifyServerKey(ClientSession session, SocketAddress server, PublicKey key) {
    String found = KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
    Optional<String> expected =
        source.option(SftpConnector.HOST_KEY).or(() -> keepsakes.find(source.id(), KEPT));
    if (expected.isEmpty()) {
      keepsakes.put(source.id(), KEPT, found);
      return true;
    }
    if (expected.get().equals(found)) {
      return true;
    }
    refusal = Optional.of(changed(expected.get(), found));
    return false;
  }

  /** Why the server was not let in; absent while it was. */
  Optional<Message> refusal() {
    return refusal;
  }

  private static Message changed(String expected, String found) {
    return new Message(
        "Máy chủ của nguồn có khóa %s, nhưng khóa đã biết là %s: có thể là máy chủ khác. Hỏi đơn vị vận hành; nếu khóa mới đúng, ghi 'sen source add ... --host-key %s'."
            .formatted(found, expected, found),
        "The source's server has the key %s, but the one known is %s: it may be another server. Ask who runs it; if the new key is right, say 'sen source add ... --host-key %s'."
            .formatted(found, expected, found));
  }
}
