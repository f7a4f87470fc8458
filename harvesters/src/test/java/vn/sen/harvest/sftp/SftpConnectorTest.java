package vn.sen.harvest.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.harvest.Connector;
import vn.sen.harvest.Credentials;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.KeptInMemory;
import vn.sen.harvest.PrivateName;
import vn.sen.harvest.PrivateSourceContract;
import vn.sen.harvest.Secret;
import vn.sen.harvest.Source;
import vn.sen.harvest.net.Conditions;
import vn.sen.harvest.net.Downloaded;
import vn.sen.harvest.net.Fetched;
import vn.sen.harvest.net.Limits;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.problem.InvalidRequestException;

/** A real SFTP server on a free port. */
class SftpConnectorTest extends PrivateSourceContract {
  private static final String PASSWORD = "mat-khau-chim-yen";

  @TempDir Path disk;
  private Path folder;
  private SshServer server;
  private KeyPair login;
  private SourceClient net;
  private final KeptInMemory kept = new KeptInMemory();
  private final AtomicInteger breaks = new AtomicInteger();
  private final AtomicLong sent = new AtomicLong();

  @BeforeEach
  void start() throws Exception {
    folder = Files.createDirectories(disk.resolve("kho-bi-mat"));
    login = pair("EC", 256);
    net = new SourceClient("test@sen.vn", Limits.defaults());
    server = serve(0, pair("EC", 256));
  }

  private SshServer serve(int port, KeyPair key) throws IOException {
    var started = SshServer.setUpDefaultServer();
    started.setHost("127.0.0.1");
    started.setPort(port);
    started.setKeyPairProvider(KeyPairProvider.wrap(key));
    started.setPasswordAuthenticator(
        (user, password, _) -> user.equals("nguoi-doc") && password.equals(PASSWORD));
    started.setPublickeyAuthenticator(
        (_, shown, _) -> KeyUtils.compareKeys(shown, login.getPublic()));
    started.setFileSystemFactory(new VirtualFileSystemFactory(disk));
    var sftp = new SftpSubsystemFactory.Builder().build();
    sftp.addSftpEventListener(new Breaking());
    started.setSubsystemFactories(List.of(sftp));
    started.start();
    return started;
  }

  /** Drops the connection in the middle of a file, as often as is wanted. */
  private final class Breaking implements SftpEventListener {
    @Override
    public void reading(
        ServerSession session,
        String remoteHandle,
        FileHandle handle,
        long offset,
        byte[] data,
        int dataOffset,
        int dataLen)
        throws IOException {
      sent.addAndGet(dataLen);
      if (offset > 2_000_000 && breaks.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        session.close(true);
      }
    }
  }

  private static KeyPair pair(String algorithm, int size) throws Exception {
    var generator = SecurityUtils.getKeyPairGenerator(algorithm);
    if (size > 0) {
      generator.initialize(size);
    }
    return generator.generateKeyPair();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop(true);
    net.close();
  }

  @Override
  protected Connector connector() {
    return new SftpConnector(net, kept);
  }

  @Override
  protected Source source(OptionalInt limit) {
    return source(limit, Map.of(), new Credentials.Basic("nguoi-doc", new Secret(PASSWORD)));
  }

  private Source source(OptionalInt limit, Map<String, String> options, Credentials credentials) {
    return new Source(
        new SourceId("kho-sftp"),
        connector().address("sftp://nguoi-doc@127.0.0.1:%d/kho-bi-mat".formatted(server.getPort())),
        new AgencyCode("G09"),
        List.of("127.0.0.1"),
        limit,
        options,
        Optional.of(credentials));
  }

  @Override
  protected void put(String name, List<String> values) throws Exception {
    Files.writeString(folder.resolve(name + ".csv"), "so\n" + String.join("\n", values) + "\n");
  }

  @Override
  protected void remove(String name) throws Exception {
    Files.delete(folder.resolve(name + ".csv"));
  }

  @Override
  protected void breakDown() throws Exception {
    int port = server.getPort();
    server.stop(true);
    server.setPort(port);
  }

  @Override
  protected List<String> whereabouts() {
    return List.of("127.0.0.1", ":" + server.getPort(), "nguoi-doc", "kho-bi-mat", PASSWORD);
  }

  @Override
  protected String identifier(String name) {
    return name + ".csv";
  }

  private static String reason(HarvestOutcome outcome) {
    return ((HarvestOutcome.Partial) outcome).reason().en();
  }

  @Test
  void aWrongPasswordIsSaidToBeOne() throws Exception {
    put("bo", List.of("1"));

    HarvestOutcome outcome =
        connector()
            .harvest(
                source(
                    OptionalInt.empty(),
                    Map.of(),
                    new Credentials.Basic("nguoi-doc", new Secret("sai-hoan-toan"))),
                log,
                log);

    assertThat(reason(outcome)).contains("does not accept the credentials");
    assertThat(outcome.toString()).doesNotContain(whereabouts()).doesNotContain("sai-hoan-toan");
  }

  @Test
  void aKeyOpensTheDoorLockedOrNot() throws Exception {
    put("bo", List.of("1"));
    for (String algorithm : List.of("EC", "RSA", "Ed25519")) {
      login = pair(algorithm, algorithm.equals("RSA") ? 2048 : algorithm.equals("EC") ? 256 : 0);
      var written = new ByteArrayOutputStream();
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(login, "test", null, written);
      var key =
          new Credentials.PrivateKey(
              new Secret(written.toString(StandardCharsets.UTF_8)), Optional.empty());

      assertThat(connector().harvest(source(OptionalInt.empty(), Map.of(), key), log.next(), log))
          .as(algorithm)
          .isEqualTo(new HarvestOutcome.Complete(1));
    }
    HarvestOutcome unreadable =
        connector()
            .harvest(
                source(
                    OptionalInt.empty(),
                    Map.of(),
                    new Credentials.PrivateKey(
                        new Secret("-----BEGIN OPENSSH PRIVATE KEY-----\nxx"), Optional.empty())),
                log,
                log);
    assertThat(unreadable).isInstanceOf(HarvestOutcome.Partial.class);
  }

  @Test
  void aServerWhoseKeyHasChangedIsRefusedWithBothFingerprints() throws Exception {
    put("bo", List.of("1"));
    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(1));
    String before = kept.find(new SourceId("kho-sftp"), "host-key").orElseThrow();
    int port = server.getPort();
    server.stop(true);
    KeyPair other = pair("EC", 256);
    server = serve(port, other);

    HarvestOutcome outcome = harvest();

    String now = KeyUtils.getFingerPrint(BuiltinDigests.sha256, other.getPublic());
    assertThat(reason(outcome)).contains(before).contains(now);
    assertThat(outcome.offered()).isZero();
    assertThat(
            connector()
                .harvest(
                    source(
                        OptionalInt.empty(),
                        Map.of(SftpConnector.HOST_KEY, now),
                        new Credentials.Basic("nguoi-doc", new Secret(PASSWORD))),
                    log,
                    log))
        .isEqualTo(new HarvestOutcome.Complete(1));
  }

  @Test
  void aBrokenDownloadGoesOnWhereItBroke() throws Exception {
    byte[] large = new byte[6_000_000];
    new java.util.Random(7).nextBytes(large);
    Files.write(folder.resolve("lon.bin"), large);
    breaks.set(2);

    var body =
        (Fetched.Body<Downloaded>) download("urn:sen:source:kho-sftp:lon.bin", Conditions.NONE);

    assertThat(Files.readAllBytes(body.value().file())).isEqualTo(large);
    assertThat(breaks.get()).isZero();
    assertThat(sent.get()).isLessThan(2L * large.length);
    breaks.set(1_000);
    assertThat(download("urn:sen:source:kho-sftp:lon.bin", Conditions.NONE))
        .isInstanceOf(Fetched.Failure.class);
  }

  @Test
  void manyFilesComeOverOneConnection() throws Exception {
    var connector = new SftpConnector(net, kept);
    Source source = source(OptionalInt.empty());
    for (int i = 0; i < 5; i++) {
      put("bo_" + i, List.of("1"));
      var name = new PrivateName(source.id(), "bo_%d.csv".formatted(i));

      assertThat(connector.download(source, name, scratch, Conditions.NONE))
          .isInstanceOf(Fetched.Body.class);
    }

    assertThat(server.getActiveSessions()).hasSize(1);
    server.getActiveSessions().forEach(session -> session.close(true));
    assertThat(
            connector.download(
                source, new PrivateName(source.id(), "bo_0.csv"), scratch, Conditions.NONE))
        .isInstanceOf(Fetched.Body.class);
  }

  @Test
  void aChangedTimeIsAChange() throws Exception {
    put("bo", List.of("1"));
    harvest();
    log.next();
    Files.setLastModifiedTime(
        folder.resolve("bo.csv"), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));

    harvest();

    assertThat(log.identifiers()).containsExactly("bo.csv");
  }

  @Test
  void linksThatLeadOutAreNotFollowed() throws Exception {
    put("bo", List.of("1"));
    Path other = Files.createDirectories(disk.resolve("khac"));
    Files.writeString(other.resolve("a.csv"), "so\n1\n");
    Files.createSymbolicLink(folder.resolve("ra.csv"), Path.of("../khac/a.csv"));
    Files.createSymbolicLink(folder.resolve("thu-muc"), Path.of("../khac"));

    assertThat(harvest()).isInstanceOf(HarvestOutcome.Complete.class);

    assertThat(log.identifiers()).containsExactly("bo.csv");
    for (String name : List.of("ra.csv", "thu-muc/a.csv")) {
      assertThat(
              download(
                  new PrivateName(new SourceId("kho-sftp"), name).uri().toString(),
                  Conditions.NONE))
          .isInstanceOf(Fetched.Failure.class);
    }
  }

  @Test
  void aPrivateHostThatIsNotAllowedIsNotReached() throws Exception {
    Source allowed = source(OptionalInt.empty());
    var source =
        new Source(
            allowed.id(),
            allowed.url(),
            allowed.agency(),
            List.of(),
            allowed.limit(),
            Map.of(),
            allowed.credentials());

    HarvestOutcome outcome = connector().harvest(source, log, log);

    assertThat(reason(outcome)).contains("not public").contains("--allow-host");
    assertThat(outcome.toString()).doesNotContain(whereabouts());
  }

  @Test
  void anAddressHoldsNoPassword() {
    for (String address :
        List.of(
            "sftp://a:" + PASSWORD + "@h.vn/x",
            "sftp:///x",
            "https://h.vn/",
            "sftp://h.vn/x?pw=" + PASSWORD,
            "sftp://h.vn/ " + PASSWORD)) {
      assertThatThrownBy(() -> connector().address(address))
          .isInstanceOf(InvalidRequestException.class)
          .message()
          .doesNotContain(PASSWORD);
    }
  }

  @Test
  @org.junit.jupiter.api.Tag("slow")
  void aServerThatNeverSaysItsVersionIsNotReached() throws Exception {
    try (var silent = new java.net.ServerSocket(0)) {
      Source usual = source(OptionalInt.empty());
      var source =
          new Source(
              usual.id(),
              java.net.URI.create("sftp://ai@127.0.0.1:%d/".formatted(silent.getLocalPort())),
              usual.agency(),
              List.of("127.0.0.1"),
              OptionalInt.empty());

      HarvestOutcome outcome = connector().harvest(source, log, log);

      assertThat(((HarvestOutcome.Partial) outcome).reason().en()).contains("cannot be reached");
    }
  }
}
