package vn.sen.harvest.run;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import vn.sen.harvest.PrivateName;
import vn.sen.harvest.Source;
import vn.sen.harvest.net.BodyReader;
import vn.sen.harvest.net.Conditions;
import vn.sen.harvest.net.Downloaded;
import vn.sen.harvest.net.Fetched;
import vn.sen.harvest.net.FileSupply;
import vn.sen.harvest.net.SourceClient;
import vn.sen.harvest.net.WrongContentException;
import vn.sen.vocab.Distribution;
import vn.sen.vocab.Message;

/**
 * The way to the files of a source in one harvest: over HTTP, or from the connector that alone can
 * reach them. Safe for many threads.
 */
final class FileFetch {
  /** As a page of metadata may have. */
  private static final long MOST_TO_READ = 64L << 20;

  private static final int TOO_MANY_REQUESTS = 429;

  private final SourceClient client;
  private final Source source;
  private final Optional<FileSupply> supply;

  /** Hosts that asked to be left alone, and in which words we said so. */
  private final Map<String, Message> busy = new ConcurrentHashMap<>();

  /**
   * @param supply absent for a source whose files are all had over HTTP
   */
  FileFetch(SourceClient client, Source source, Optional<FileSupply> supply) {
    this.client = client;
    this.source = source;
    this.supply = supply;
  }

  Source source() {
    return source;
  }

  /** The address of the distribution's file; absent for a landing page or a service. */
  Optional<URI> address(Distribution distribution) {
    return distribution
        .downloadUrl()
        .flatMap(this::find)
        .map(PrivateName::uri)
        .or(() -> overHttp(distribution));
  }

  private Optional<URI> overHttp(Distribution distribution) {
    return distribution
        .downloadUrl()
        .or(() -> distribution.accessUrl().filter(_ -> DeclaredType.find(distribution).isPresent()))
        .flatMap(SourceClient::address)
        .map(this::withCredentials);
  }

  /** A description never holds credentials; the source itself may be the file. */
  private URI withCredentials(URI shown) {
    return shown.equals(SourceClient.shown(source.url())) ? source.url() : shown;
  }

  /** What of this source {@code uri} names, if its connector hands over files. */
  Optional<PrivateName> find(String uri) {
    return supply.isEmpty()
        ? Optional.empty()
        : PrivateName.find(uri).filter(name -> name.source().equals(source.id()));
  }

  /**
   * A file, into {@code directory}, which must exist.
   *
   * @param accept {@code Accept} of a request
   */
  Fetched<Downloaded> download(URI url, String accept, Path directory, Conditions conditions)
      throws InterruptedException {
    Optional<PrivateName> name = find(url.toString());
    return name.isPresent()
        ? supply.orElseThrow().download(source, name.get(), directory, conditions)
        : overHttp(url, accept, directory, conditions);
  }

  /** A host that said once that it is asked too much is not asked for the other files. */
  private Fetched<Downloaded> overHttp(
      URI url, String accept, Path directory, Conditions conditions) throws InterruptedException {
    String host = String.valueOf(url.getRawAuthority());
    Message said = busy.get(host);
    if (said != null) {
      return new Fetched.Failure<>(
          Fetched.Kind.HTTP_STATUS, OptionalInt.of(TOO_MANY_REQUESTS), said, "");
    }
    Fetched<Downloaded> fetched =
        client.download(source, url, accept, directory, conditions, _ -> {});
    if (fetched instanceof Fetched.Failure<Downloaded> failure
        && failure.status().equals(OptionalInt.of(TOO_MANY_REQUESTS))) {
      busy.putIfAbsent(host, leftAlone(failure.message()));
    }
    return fetched;
  }

  private static Message leftAlone(Message first) {
    return new Message(
        "Không hỏi nữa trong lần thu thập này, vì máy chủ đã báo bị hỏi quá nhiều. " + first.vi(),
        "Not asked for in this harvest any more, for its host said that it is asked too much. "
            + first.en());
  }

  /** A page that a description leads to, such as a contract. */
  <T> Fetched<T> read(URI url, Path scratch, BodyReader<T> reader)
      throws IOException, InterruptedException {
    if (find(url.toString()).isEmpty()) {
      return client.get(source, url, Conditions.NONE, reader);
    }
    return switch (download(url, "*/*", scratch, Conditions.NONE)) {
      case Fetched.NotModified<Downloaded> _ ->
          throw new IllegalStateException("nothing was asked under conditions");
      case Fetched.Failure<Downloaded> failure -> failure.as();
      case Fetched.Body<Downloaded>(Downloaded downloaded, var answer) -> {
        if (downloaded.bytes() > MOST_TO_READ) {
          yield new Fetched.Failure<>(
              Fetched.Kind.TOO_LARGE,
              new Message(
                  "%s quá lớn (%d byte).".formatted(url, downloaded.bytes()),
                  "%s is too large (%d bytes).".formatted(url, downloaded.bytes())));
        }
        byte[] body = Files.readAllBytes(downloaded.file());
        Files.delete(downloaded.file());
        try {
          yield new Fetched.Body<>(reader.read(body, answer), answer);
        } catch (WrongContentException e) {
          yield new Fetched.Failure<>(
              Fetched.Kind.WRONG_CONTENT,
              new Message(
                  "%s không đọc được: %s.".formatted(url, e.getMessage()),
                  "%s cannot be read: %s.".formatted(url, e.getMessage())));
        }
      }
    };
  }
}
