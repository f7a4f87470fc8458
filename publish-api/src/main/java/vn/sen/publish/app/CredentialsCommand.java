package vn.sen.publish.app;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import vn.sen.catalog.RegisteredSource;
import vn.sen.harvest.Credentials;
import vn.sen.harvest.Secret;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.problem.InvalidRequestException;

/** Gives a source its credentials. The secret is never an argument, for arguments can be seen. */
@Command(
    name = "credentials",
    description =
        "Gives a source what it wants to see; the secret is read from standard input, or a file.")
@NullUnmarked // picocli fills the fields
final class CredentialsCommand extends CatalogCommand {
  @Parameters(paramLabel = "SOURCE")
  String source;

  @Option(names = "--basic", paramLabel = "USER", description = "A user; the secret is a password.")
  @Nullable String basic;

  @Option(
      names = "--header",
      paramLabel = "NAME",
      description = "A header, such as X-Api-Key; the secret is its value.")
  @Nullable String header;

  @Option(
      names = "--oauth2",
      paramLabel = "TOKEN_URL",
      description = "OAuth 2 client credentials; the secret is the client's.")
  @Nullable String oauth2;

  @Option(names = "--client", paramLabel = "ID", description = "The client's id, with --oauth2.")
  @Nullable String client;

  @Option(names = "--scope", paramLabel = "SCOPE", description = "What for, with --oauth2.")
  @Nullable String scope;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "A private key of SSH (a copy is kept); the secret, if any, opens it.")
  @Nullable Path key;

  @Option(names = "--none", description = "The source has no credentials any more.")
  boolean none;

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description = "Where the secret stands (default: standard input; none for --key).")
  @Nullable Path secretFile;

  @Option(
      names = "--even-over-http",
      description = "Send them to a source of http, too, where anybody on the way can read them.")
  boolean evenOverHttp;

  private @Nullable Path handedOver;

  @Override
  void validate() {
    if (Stream.of(basic, header, oauth2, key).filter(given -> given != null).count()
            + (none ? 1 : 0)
        != 1) {
      throw wrong("Give one of --basic, --header, --oauth2, --key or --none.");
    }
    if ((oauth2 == null) != (client == null)) {
      throw wrong("--oauth2 and --client go together.");
    }
    if (header != null && !header.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
      throw wrong("--header is the name of a header, such as X-Api-Key, got " + header);
    }
  }

  private ParameterException wrong(String why) {
    return new ParameterException(spec.commandLine(), why);
  }

  /** A server has another directory, and another standard input: the secret goes by a file. */
  @Override
  List<String> words() {
    var paths = new HashMap<String, Path>();
    if (key != null) {
      paths.put("--key", key);
    }
    if (secretFile != null) {
      paths.put("--secret-file", secretFile);
    }
    var words = new ArrayList<>(words(super.words(), paths));
    if (secretFile == null && key == null && !none) {
      try {
        handedOver =
            Files.createTempFile(
                data,
                "secret",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(handedOver, read());
      } catch (IOException e) {
        throw new InvalidRequestException("The secret cannot be handed to the server.", e);
      }
      words.addAll(List.of("--secret-file", handedOver.toAbsolutePath().toString()));
    }
    return words;
  }

  @Override
  public Integer call() throws Exception {
    try {
      return super.call();
    } finally {
      if (handedOver != null) {
        Files.deleteIfExists(handedOver);
      }
    }
  }

  @Override
  int run(Program program) throws IOException {
    RegisteredSource registered = program.source(source);
    if (none) {
      program.secrets().remove(registered.id());
      out().printf("%s has no credentials any more.%n", registered.id());
      return Exit.DONE;
    }
    demandSafeWay(registered.url().toString());
    Credentials credentials = credentials();
    program.secrets().put(registered.id(), credentials);
    if (evenOverHttp) {
      program.intake().register(registered.withOptions(Map.of(SourceClient.OVER_HTTP, "yes")));
    }
    out().printf("%s: %s%n", registered.id(), credentials.kind());
    return Exit.DONE;
  }

  private Credentials credentials() throws IOException {
    if (key != null) {
      return new Credentials.PrivateKey(
          new Secret(Files.readString(key)),
          secretFile == null ? Optional.empty() : Optional.of(new Secret(read())));
    }
    if (basic != null) {
      return new Credentials.Basic(basic, new Secret(read()));
    }
    if (header != null) {
      return new Credentials.Header(header, new Secret(read()));
    }
    URI tokenUrl =
        SourceClient.address(oauth2)
            .orElseThrow(() -> wrong("--oauth2 is an address of http or https, got " + oauth2));
    demandSafeWay(oauth2);
    return new Credentials.OAuth2(tokenUrl, client, new Secret(read()), Optional.ofNullable(scope));
  }

  private void demandSafeWay(String url) {
    if (url.startsWith("http:") && !evenOverHttp) {
      throw new InvalidRequestException(
          "Over http anybody on the way can read credentials. Use the source's https address, or"
              + " say --even-over-http.");
    }
  }

  private String read() throws IOException {
    String words =
        (secretFile != null
                ? Files.readString(secretFile)
                : new String(System.in.readAllBytes(), StandardCharsets.UTF_8))
            .replaceFirst("\\R$", "");
    if (words.isEmpty()) {
      throw new InvalidRequestException(
          "No secret came from standard input; give it there, or with --secret-file.");
    }
    return words;
  }
}
