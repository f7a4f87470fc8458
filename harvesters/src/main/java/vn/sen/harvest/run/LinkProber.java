package vn.sen.harvest.run;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import vn.sen.catalog.Journal;
import vn.sen.catalog.LinkLog;
import vn.sen.catalog.LinkLog.Answering;
import vn.sen.catalog.LinkLog.Host;
import vn.sen.catalog.LinkLog.Probe;
import vn.sen.catalog.RegisteredSource;
import vn.sen.catalog.ReleaseFiles;
import vn.sen.harvest.LinkProbe.Answer;
import vn.sen.harvest.Source;
import vn.sen.harvest.net.Fetched;
import vn.sen.harvest.net.Glimpse;
import vn.sen.harvest.net.MailDomains;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.DatasetId;
import vn.sen.vocab.Message;
import vn.sen.vocab.Sha256;
import vn.sen.vocab.SourceId;

/**
 * Looks at links that are due, as a guest: few hosts at a time, one link after the other at each,
 * the first bytes only. A host that cannot be reached is tried with one link, ever more seldom, and
 * what that one finds is said of all of its links that are due until it is tried again.
 */
public final class LinkProber {
  /** Most links of one round; what is left is due in the next. */
  static final int ROUND = 300;

  private static final Duration FIRST_BACK_OFF = Duration.ofMinutes(5);
  private static final Duration LONGEST_BACK_OFF = Duration.ofHours(6);
  private static final Duration JITTER = Duration.ofHours(1);

  /** Answers to a request as such: whoever has the right, or the parameters, gets another. */
  private static final Set<Integer> REFUSALS = Set.of(400, 401, 403, 405, 406, 415, 422);

  private static final Set<Integer> TOO_BUSY = Set.of(429, 503);

  private final SourceClient client;
  private final MailDomains mail;
  private final Journal journal;
  private final LinkLog log;
  private final ReleaseFiles files;
  private final List<String> allowedHosts;
  private final int parallel;
  private final Clock clock;

  /**
   * @param allowedHosts private hosts that any look may reach
   * @param parallel hosts at the same time
   */
  public LinkProber(
      SourceClient client,
      MailDomains mail,
      Journal journal,
      LinkLog log,
      ReleaseFiles files,
      List<String> allowedHosts,
      int parallel,
      Clock clock) {
    this.client = client;
    this.mail = mail;
    this.journal = journal;
    this.log = log;
    this.files = files;
    this.allowedHosts = List.copyOf(allowedHosts);
    this.parallel = parallel;
    this.clock = clock;
  }

  /**
   * What a round found.
   *
   * @param looked links about which something was found
   * @param wrong those of them that don't answer as they should
   * @param deferred links left for later
   * @param touched datasets of which something may have changed
   */
  public record Round(int looked, List<Wrong> wrong, int deferred, Set<DatasetId> touched) {
    public Round {
      wrong = List.copyOf(wrong);
      touched = Set.copyOf(touched);
    }
  }

  /** A link that doesn't answer as it should. */
  public record Wrong(String url, String kind, String answer, Optional<Message> fault) {}

  /** Looks at what is due now. */
  public Round round() throws InterruptedException {
    return round(log.due(clock.instant(), ROUND));
  }

  /** Looks at these links, whenever they are due. */
  public Round round(Collection<LinkLog.Link> links) throws InterruptedException {
    Map<SourceId, Source> sources =
        journal.sources().stream()
            .collect(Collectors.toMap(RegisteredSource::id, this::source, (a, _) -> a));
    Map<String, List<LinkLog.Link>> byHost = new LinkedHashMap<>();
    links.forEach(link -> byHost.computeIfAbsent(link.host(), _ -> new ArrayList<>()).add(link));
    var tally = new Counted();
    try (ExecutorService threads = Executors.newFixedThreadPool(parallel)) {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      byHost.forEach(
          (host, due) ->
              tasks.add(
                  () -> {
                    visit(host, due, sources, tally);
                    return true;
                  }));
      try {
        for (Future<Boolean> task : threads.invokeAll(tasks)) {
          task.get();
        }
      } catch (ExecutionException e) {
        throw new IllegalStateException("looking at links failed", e.getCause());
      } catch (InterruptedException e) {
        threads.shutdownNow();
        throw e;
      }
    }
    return tally.round();
  }

  private Source source(RegisteredSource source) {
    var hosts = new ArrayList<>(source.allowedHosts());
    hosts.addAll(allowedHosts);
    return new Source(source.id(), source.url(), source.agency(), hosts, OptionalInt.empty());
  }

  private void visit(
      String name, List<LinkLog.Link> links, Map<SourceId, Source> sources, Counted tally)
      throws InterruptedException {
    Host host = log.findHost(name).orElse(new Host(name, 0, Instant.EPOCH));
    if (host.notBefore().isAfter(clock.instant())) {
      links.forEach(link -> defer(link, host.notBefore(), tally));
      return;
    }
    for (int i = 0; i < links.size(); i++) {
      LinkLog.Link link = links.get(i);
      List<LinkLog.Link> rest = links.subList(i + 1, links.size());
      switch (look(link, sources)) {
        case Looked.Found(Probe probe) -> {
          put(link, probe, tally);
          if (host.failures() > 0) {
            log.putHost(new Host(name, 0, Instant.EPOCH));
          }
        }
        case Looked.HostDown(Probe probe) -> {
          // What is found of the host is found of all its links, at the cost of one.
          Instant until = backOff(host);
          Set<LinkLog.Link> down = new LinkedHashSet<>(List.of(link));
          down.addAll(rest);
          down.addAll(log.due(name, until));
          down.forEach(other -> put(other, probe, tally));
          return;
        }
        case Looked.HostBusy(Optional<Probe> probe) -> {
          Instant until = backOff(host);
          probe.ifPresentOrElse(p -> put(link, p, tally), () -> defer(link, until, tally));
          rest.forEach(other -> defer(other, until, tally));
          return;
        }
        case Looked.Unknown _ -> defer(link, clock.instant().plus(JITTER), tally);
      }
    }
  }

  private Instant backOff(Host host) {
    Duration wait = FIRST_BACK_OFF.multipliedBy(1L << Math.min(host.failures(), 10));
    Duration bounded = wait.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : wait;
    Instant until =
        LiveLinks.spread(host.name(), clock.instant().plus(bounded), bounded.dividedBy(5));
    log.putHost(new Host(host.name(), host.failures() + 1, until));
    return until;
  }

  private void defer(LinkLog.Link link, Instant until, Counted tally) {
    log.defer(link, LiveLinks.spread(link.url(), until, Duration.ofMinutes(1)));
    tally.deferred();
  }

  private void put(LinkLog.Link link, Probe probe, Counted tally) {
    boolean part = link.kind().equals(LiveLinks.PART);
    boolean right =
        part
            ? probe.answer().equals(Answer.DATA.name())
            : LiveLinks.use(link.kind()).isRight(Answer.valueOf(probe.answer()));
    boolean other =
        log.put(
            link,
            probe,
            right ? Answering.RIGHT : Answering.WRONG,
            next(link, part ? LiveLinks.PARTS_EVERY : LiveLinks.EVERY, probe.at()));
    tally.found(
        right
            ? Optional.empty()
            : Optional.of(
                new Wrong(
                    SourceClient.address(link.url())
                        .map(SourceClient::shown)
                        .map(URI::toString)
                        .orElse(link.url()),
                    link.kind(),
                    probe.answer(),
                    probe.fault())),
        other || !right ? log.datasets(link) : List.of());
  }

  /** About {@code every} later, never all at the same minute. */
  private static Instant next(LinkLog.Link link, Duration every, Instant at) {
    return LiveLinks.spread(
        link.url() + at.getEpochSecond() / 3600,
        at.plus(every).minus(JITTER),
        JITTER.multipliedBy(2));
  }

  private Looked look(LinkLog.Link link, Map<SourceId, Source> sources)
      throws InterruptedException {
    if (link.kind().equals(LiveLinks.PART)) {
      return new Looked.Found(hashed(link.url()));
    }
    Optional<String> domain = LiveLinks.mailDomain(link.url());
    if (domain.isPresent()) {
      return switch (mail.find(domain.get())) {
        case RESOLVES -> new Looked.Found(probe(Answer.DATA, Optional.empty()));
        case RESOLVES_NOT -> new Looked.Found(probe(Answer.FAILED, Optional.of(NO_MAIL)));
        case UNKNOWN -> new Looked.Unknown();
      };
    }
    Optional<URI> address = SourceClient.address(link.url());
    if (address.isEmpty()) {
      return new Looked.Found(probe(Answer.FAILED, Optional.of(NO_ADDRESS)));
    }
    Source source =
        sources.getOrDefault(
            link.source(),
            new Source(
                link.source(),
                address.get(),
                new AgencyCode("X"),
                allowedHosts,
                OptionalInt.empty()));
    return switch (client.glimpse(source, address.get())) {
      case Fetched.Body<Glimpse>(Glimpse seen, var _) -> new Looked.Found(probe(seen));
      case Fetched.NotModified<Glimpse> _ ->
          throw new IllegalStateException("nothing was asked under conditions");
      case Fetched.Failure<Glimpse> failure -> failed(failure);
    };
  }

  private Probe probe(Glimpse seen) {
    Answer answer =
        seen.instead()
            .map(
                what ->
                    switch (what) {
                      case WEB_PAGE -> Answer.WEB_PAGE;
                      case ERROR_MESSAGE -> Answer.ERROR_MESSAGE;
                    })
            .orElse(Answer.DATA);
    return new Probe(
        clock.instant(),
        answer.name(),
        Optional.of(seen.firstByte()),
        seen.certificateEnds(),
        switch (answer) {
          case WEB_PAGE -> Optional.of(PAGE);
          case ERROR_MESSAGE -> Optional.of(ERROR);
          case DATA, REFUSED, FAILED, CERTIFICATE_EXPIRED -> Optional.empty();
        });
  }

  private Probe probe(Answer answer, Optional<Message> fault) {
    return new Probe(clock.instant(), answer.name(), Optional.empty(), Optional.empty(), fault);
  }

  private static final Message PAGE =
      new Message("trả về một trang HTML", "it answers with a web page");
  private static final Message ERROR =
      new Message(
          "trả về thông báo lỗi dưới mã thành công",
          "it answers with the message of an error, as a success");
  private static final Message NO_MAIL =
      new Message("tên miền không nhận thư", "the domain takes no mail");
  private static final Message NO_ADDRESS =
      new Message("không phải địa chỉ http", "it is no http address");
  private static final Message NO_CONNECTION =
      new Message("không kết nối được tới máy chủ", "the server cannot be reached");
  private static final Message NO_SECURITY =
      new Message("không lập được kết nối bảo mật", "no secure connection can be made");
  private static final Message EXPIRED =
      new Message("chứng thư của máy chủ đã hết hạn", "the server's certificate has expired");
  private static final Message NOT_IN_TIME =
      new Message("không trả lời kịp", "it does not answer in time");
  private static final Message NOTHING =
      new Message("không trả về nội dung dùng được", "it gives nothing that can be used");

  /** The page is public; what our network says of an address is not. */
  private Looked failed(Fetched.Failure<Glimpse> failure) {
    int status = failure.status().orElse(0);
    return switch (failure.kind()) {
      case UNREACHABLE -> new Looked.HostDown(probe(Answer.FAILED, Optional.of(NO_CONNECTION)));
      case TLS -> new Looked.HostDown(probe(Answer.FAILED, Optional.of(NO_SECURITY)));
      case CERTIFICATE_EXPIRED ->
          new Looked.HostDown(probe(Answer.CERTIFICATE_EXPIRED, Optional.of(EXPIRED)));
      case TOO_SLOW ->
          new Looked.HostBusy(Optional.of(probe(Answer.FAILED, Optional.of(NOT_IN_TIME))));
      case HTTP_STATUS -> {
        Message said =
            new Message(
                "máy chủ trả lời mã %d".formatted(status),
                "the server answers with status %d".formatted(status));
        Probe probe =
            probe(REFUSALS.contains(status) ? Answer.REFUSED : Answer.FAILED, Optional.of(said));
        // Too many requests are our fault, not the link's.
        yield TOO_BUSY.contains(status)
            ? new Looked.HostBusy(status == 429 ? Optional.empty() : Optional.of(probe))
            : new Looked.Found(probe);
      }
      case FORBIDDEN_ADDRESS,
          BAD_URL,
          TOO_LARGE,
          TRUNCATED,
          TOO_MANY_REDIRECTS,
          PROTOCOL,
          EMPTY,
          WRONG_CONTENT,
          LOCAL_DISK ->
          new Looked.Found(probe(Answer.FAILED, Optional.of(NOTHING)));
    };
  }

  private Probe hashed(String sha256) {
    var file = files.find(sha256);
    boolean intact = false;
    if (file.isPresent()) {
      try (InputStream bytes = Files.newInputStream(file.get())) {
        intact = Sha256.of(bytes).equals(sha256);
      } catch (IOException e) {
        intact = false;
      }
    }
    return probe(intact ? Answer.DATA : Answer.FAILED, Optional.empty());
  }

  /** What came of looking at a link. */
  private sealed interface Looked {
    record Found(Probe probe) implements Looked {}

    /** Nothing behind this host can be had. */
    record HostDown(Probe probe) implements Looked {}

    /** The host wants to be left alone for a while. */
    record HostBusy(Optional<Probe> probe) implements Looked {}

    /** Nobody could be asked. */
    record Unknown() implements Looked {}
  }

  /** Counts a round while it goes on. Safe for many threads. */
  private static final class Counted {
    private int looked;
    private int deferred;
    private final List<Wrong> wrong = new ArrayList<>();
    private final Set<DatasetId> touched = new LinkedHashSet<>();

    synchronized void found(Optional<Wrong> link, Collection<DatasetId> datasets) {
      looked++;
      link.ifPresent(wrong::add);
      touched.addAll(datasets);
    }

    synchronized void deferred() {
      deferred++;
    }

    synchronized Round round() {
      return new Round(looked, wrong, deferred, touched);
    }
  }
}
