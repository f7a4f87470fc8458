package vn.sen.harvest.sftp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.password.PasswordIdentityProvider;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.harvest.Credentials;
import vn.sen.harvest.Keepsakes;
import vn.sen.harvest.Secret;
import vn.sen.harvest.Source;
import vn.sen.harvest.net.Relay;
import vn.sen.harvest.net.Relayed;
import vn.sen.harvest.net.SourceClient;
import vn.sen.harvest.tree.Bounds;
import vn.sen.harvest.tree.FileTree;
import vn.sen.harvest.tree.TreeConnector;
import vn.sen.harvest.tree.TreeFault;
import vn.sen.vocab.Message;
import vn.sen.vocab.problem.InvalidRequestException;

/**
 * Reads a folder behind SFTP, as {@link TreeConnector} does. The server is let in by its key: that
 * of the option {@value #HOST_KEY}, else the one it had the first time.
 */
public final class SftpConnector extends TreeConnector {
  /** The option of a source that holds its server's fingerprint, {@code SHA256:...}. */
  public static final String HOST_KEY = "host-key";

  private static final Logger LOG = LoggerFactory.getLogger(SftpConnector.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int TRIES = 3;

  /** Longer than between two files of one harvest, shorter than a server waits. */
  private static final Duration IDLE = Duration.ofSeconds(15);

  /** Listings, and what the protocol adds to a file. */
  private static final long BESIDE_BYTES = 256L << 20;

  private final SourceClient net;
  private final Keepsakes keepsakes;
  private final Bounds bounds;

  public SftpConnector(SourceClient net, Keepsakes keepsakes) {
    this(net, keepsakes, Bounds.USUAL);
  }

  SftpConnector(SourceClient net, Keepsakes keepsakes, Bounds bounds) {
    super(bounds, LONGEST, TRIES, IDLE);
    this.net = net;
    this.keepsakes = keepsakes;
    this.bounds = bounds;
  }

  @Override
  public String name() {
    return "sftp";
  }

  @Override
  public URI address(String text) {
    try {
      URI url = new URI(text);
      boolean plain = url.getRawQuery() == null && url.getRawFragment() == null;
      if ("sftp".equals(url.getScheme()) && url.getHost() != null && plain) {
        if (url.getRawUserInfo() != null && url.getRawUserInfo().contains(":")) {
          throw new InvalidRequestException(
              "The address holds a password. Leave it out, and give it by 'sen source"
                  + " credentials'.");
        }
        return url;
      }
    } catch (URISyntaxException e) {
      // told below, without the text: it may hold a password
    }
    throw new InvalidRequestException(
        "A folder behind SFTP is an address such as sftp://user@host:22/path.");
  }

  @Override
  protected FileTree open(Source source) throws IOException, InterruptedException {
    Relay relay =
        switch (net.relay(
            source,
            source.url().getHost(),
            source.url().getPort() < 0 ? 22 : source.url().getPort(),
            LONGEST,
            bounds.fileBytes() + BESIDE_BYTES)) {
          case Relayed.Open(Relay open) -> open;
          case Relayed.Refused(Message why) -> throw new TreeFault(why);
        };
    SshClient client = client();
    try {
      client.start();
      var keys = new HostKeys(source, keepsakes);
      client.setServerKeyVerifier(keys);
      ClientSession session = session(client, relay, source, keys);
      return SftpTree.open(
          SftpClientFactory.instance().createSftpClient(session),
          Optional.ofNullable(source.url().getPath()).orElse(""),
          () -> close(client, relay));
    } catch (SocketTimeoutException e) {
      close(client, relay);
      LOG.warn("{} does not answer", source.id(), e);
      throw unreachable();
    } catch (IOException | RuntimeException | InterruptedException e) {
      close(client, relay);
      throw e;
    }
  }

  /** Nothing of the user that runs this program: no keys, no configuration, no agent. */
  private static SshClient client() {
    SshClient client = SshClient.setUpDefaultClient();
    client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    client.setPasswordIdentityProvider(PasswordIdentityProvider.EMPTY_PASSWORDS_PROVIDER);
    client.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
    CoreModuleProperties.IDLE_TIMEOUT.set(client, PATIENCE);
    CoreModuleProperties.NIO2_READ_TIMEOUT.set(client, PATIENCE);
    CoreModuleProperties.AUTH_TIMEOUT.set(client, PATIENCE);
    CoreModuleProperties.PASSWORD_PROMPTS.set(client, 1);
    return client;
  }

  private static ClientSession session(SshClient client, Relay relay, Source source, HostKeys keys)
      throws IOException, InterruptedException {
    ClientSession session;
    try {
      session = client.connect(user(source), relay.address()).verify(PATIENCE).getSession();
    } catch (IOException e) {
      TreeFault.rethrowInterruption(e);
      LOG.warn("{} is not reached", source.id(), e);
      throw unreachable();
    }
    identify(session, source);
    try {
      session.auth().verify(PATIENCE);
      return session;
    } catch (IOException e) {
      TreeFault.rethrowInterruption(e);
      if (keys.refusal().isPresent()) {
        throw new TreeFault(keys.refusal().get());
      }
      LOG.warn("{} lets nobody in: {}", source.id(), e.getMessage());
      boolean answered =
          e instanceof SshException ssh && ssh.getDisconnectCode() == NO_MORE_METHODS;
      throw answered ? refused() : unreachable();
    }
  }

  /** RFC 4253, section 11.1. */
  private static final int NO_MORE_METHODS = 14;

  private static String user(Source source) {
    return Optional.ofNullable(source.url().getUserInfo())
        .or(
            () ->
                source
                    .credentials()
                    .filter(Credentials.Basic.class::isInstance)
                    .map(basic -> ((Credentials.Basic) basic).user()))
        .orElse("anonymous");
  }

  private static void identify(ClientSession session, Source source) throws IOException {
    if (source.credentials().isEmpty()) {
      return;
    }
    switch (source.credentials().get()) {
      case Credentials.Basic(String _, Secret password) ->
          session.addPasswordIdentity(password.reveal());
      case Credentials.PrivateKey key -> {
        for (KeyPair pair : pairs(key)) {
          session.addPublicKeyIdentity(pair);
        }
      }
      case Credentials.Header _, Credentials.OAuth2 _ ->
          throw new TreeFault(
              new Message(
                  "SFTP chỉ dùng mật khẩu hoặc khóa SSH. Đặt lại: sen source credentials ID --basic"
                      + " USER, hoặc --key FILE.",
                  "SFTP knows passwords and SSH keys only. Set them: sen source credentials ID"
                      + " --basic USER, or --key FILE."));
    }
  }

  private static Iterable<KeyPair> pairs(Credentials.PrivateKey key) throws IOException {
    FilePasswordProvider passphrase =
        key.passphrase()
            .map(words -> FilePasswordProvider.of(words.reveal()))
            .orElse(FilePasswordProvider.EMPTY);
    try (InputStream in =
        new ByteArrayInputStream(key.key().reveal().getBytes(StandardCharsets.UTF_8))) {
      Iterable<KeyPair> pairs =
          SecurityUtils.loadKeyPairIdentities(
              null, NamedResource.ofName("credentials"), in, passphrase);
      return pairs == null ? List.of() : pairs;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw new TreeFault(
          new Message(
              "Khóa SSH của nguồn không đọc được: sai định dạng, hoặc sai mật khẩu khóa. Đặt lại"
                  + " bằng 'sen source credentials'.",
              "The source's SSH key cannot be read: it is none, or its passphrase is another. Give"
                  + " it anew by 'sen source credentials'."));
    }
  }

  private static void close(SshClient client, Relay relay) {
    client.stop();
    relay.close();
  }

  private static TreeFault unreachable() {
    return new TreeFault(
        new Message(
            "Không kết nối được tới máy chủ SFTP của nguồn. Kiểm tra địa chỉ ('sen source list'),"
                + " tường lửa, và máy chủ đó có chạy không.",
            "The source's SFTP server cannot be reached. Check its address ('sen source list'), the"
                + " firewall, and that it runs."));
  }

  private static TreeFault refused() {
    return new TreeFault(
        new Message(
            "Máy chủ SFTP của nguồn không nhận thông tin đăng nhập. Đặt lại bằng 'sen source"
                + " credentials'.",
            "The source's SFTP server does not accept the credentials. Give others by 'sen source"
                + " credentials'."));
  }
}
