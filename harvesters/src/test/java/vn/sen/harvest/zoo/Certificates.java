package vn.sen.harvest.zoo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Certificates, good and bad, of an authority that a trust store made here trusts. */
final class Certificates {
  private static final char[] PASSWORD = "matkhau-thu".toCharArray();

  /** How a server over TLS may be wrong. */
  enum Trick {
    NONE,
    EXPIRED,
    OTHER_HOST,
    SELF_SIGNED,
    STALLS,
    PLAIN,
    TLS_WHERE_PLAIN_IS_MEANT;

    String alias() {
      return switch (this) {
        case EXPIRED, OTHER_HOST, SELF_SIGNED -> name().toLowerCase(java.util.Locale.ROOT);
        case NONE, STALLS, PLAIN, TLS_WHERE_PLAIN_IS_MEANT -> "good";
      };
    }
  }

  private final Path store;
  private final Path trusted;

  private Certificates(Path store, Path trusted) {
    this.store = store;
    this.trusted = trusted;
  }

  /** Makes them, below {@code directory}. */
  static Certificates in(Path directory) throws Exception {
    var made = new Certificates(directory.resolve("keys.p12"), directory.resolve("trusted.p12"));
    made.make("ca", List.of("-ext", "bc:c", "-dname", "CN=Zoo authority"));
    made.make("good", signed("127.0.0.1", "ip:127.0.0.1"));
    made.make("other_host", signed("other.example.vn", "dns:other.example.vn"));
    List<String> expired = new ArrayList<>(signed("127.0.0.1", "ip:127.0.0.1"));
    expired.addAll(List.of("-startdate", "-20d", "-validity", "10"));
    made.make("expired", expired);
    made.make("self_signed", List.of("-dname", "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1"));
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, PASSWORD);
    trust.setCertificateEntry("ca", made.load().getCertificate("ca"));
    try (OutputStream out = Files.newOutputStream(made.trusted)) {
      trust.store(out, PASSWORD);
    }
    return made;
  }

  private static List<String> signed(String name, String alternative) {
    return List.of("-signer", "ca", "-dname", "CN=" + name, "-ext", "san=" + alternative);
  }

  private void make(String alias, List<String> more) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD)));
    command.addAll(more);
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes());
    if (keytool.waitFor() != 0) {
      throw new IOException(said);
    }
  }

  private KeyStore load() throws GeneralSecurityException, IOException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  SSLContext context(Trick trick) throws GeneralSecurityException, IOException {
    KeyStore one = KeyStore.getInstance("PKCS12");
    one.load(null, PASSWORD);
    KeyStore all = load();
    one.setKeyEntry(
        "one",
        all.getKey(trick.alias(), PASSWORD),
        PASSWORD,
        all.getCertificateChain(trick.alias()));
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(one, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  /** How a JVM trusts the authority. */
  List<String> options() {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + trusted,
        "-Djavax.net.ssl.trustStorePassword=" + new String(PASSWORD),
        "-Djavax.net.ssl.trustStoreType=PKCS12");
  }
}
