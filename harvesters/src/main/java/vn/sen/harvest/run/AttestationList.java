package vn.sen.harvest.run;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.sen.catalog.Attestation;
import vn.sen.catalog.Attestation.Standing;
import vn.sen.catalog.Journal;
import vn.sen.catalog.Layers;
import vn.sen.catalog.RegisteredSource;
import vn.sen.vocab.Agency;
import vn.sen.vocab.AgencyCode;

/**
 * How the security of every source is attested, as a table for anyone: who speaks through it and
 * what the platform may say of it, never a private address, a path or a credential.
 *
 * <p>All sources are in it, those that lack an attestation first: a list of these alone would
 * shrink to nothing while all gets better, and a table that shrinks to nothing is held back.
 */
public final class AttestationList {
  /** The kind of the source that the list is published through. */
  public static final String KIND = "platform";

  private static final List<String> HEADER =
      List.of(
          "ma_co_quan",
          "co_quan",
          "nguon",
          "loai",
          "may_chu",
          "cap_do",
          "ngay_quyet_dinh",
          "het_han",
          "tinh_trang");

  /** Names that mean something within a network only (RFC 6761, RFC 6762, RFC 8375, usage). */
  private static final Pattern INNER =
      Pattern.compile(
          ".*\\.(local|localhost|internal|intranet|lan|home|corp|private|home\\.arpa|test|invalid)");

  private static final Pattern NAME =
      Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*\\.[a-z][a-z0-9-]*");

  private final Journal journal;
  private final Set<String> privateHosts;
  private final Clock clock;

  /**
   * @param privateHosts that any harvest may reach, {@code host} or {@code host:port}
   */
  public AttestationList(Journal journal, List<String> privateHosts, Clock clock) {
    this.journal = journal;
    this.privateHosts = names(privateHosts.stream());
    this.clock = clock;
  }

  /** The table as it is today: UTF-8, comma, RFC 4180, header first. */
  public byte[] csv() {
    LocalDate today = Layers.day(clock.instant());
    Map<AgencyCode, Agency> agencies =
        journal.agencies().stream().collect(Collectors.toMap(Agency::code, Function.identity()));
    Stream<List<String>> rows =
        sources().stream()
            .sorted(
                Comparator.comparing((RegisteredSource source) -> order(source, today))
                    .thenComparing(RegisteredSource::agency)
                    .thenComparing(RegisteredSource::id))
            .map(source -> row(source, Optional.ofNullable(agencies.get(source.agency())), today));
    return Stream.concat(Stream.of(HEADER), rows)
        .map(row -> row.stream().map(AttestationList::cell).collect(Collectors.joining(",")))
        .collect(Collectors.joining("\r\n", "", "\r\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Whether anybody recorded an attestation, so that there is something to tell. */
  boolean isBegun() {
    return sources().stream().anyMatch(source -> source.attestation().isPresent());
  }

  private List<RegisteredSource> sources() {
    return journal.sources().stream().filter(source -> !source.kind().equals(KIND)).toList();
  }

  private static int order(RegisteredSource source, LocalDate today) {
    return source.enabled() ? Standing.values().length - source.standing(today).ordinal() : 9;
  }

  private List<String> row(RegisteredSource source, Optional<Agency> agency, LocalDate today) {
    Optional<String> host = publicHost(source);
    Optional<Attestation> given = source.attestation();
    var row = new ArrayList<String>();
    row.add(source.agency().value());
    row.add(agency.flatMap(known -> known.name().in("vi")).orElse(source.agency().value()));
    row.add(source.id().value());
    row.add(source.kind());
    row.add(host.orElse(""));
    row.add(given.map(attestation -> Integer.toString(attestation.level())).orElse(""));
    row.add(given.map(attestation -> attestation.date().toString()).orElse(""));
    row.add(given.map(attestation -> attestation.expires().toString()).orElse(""));
    row.add(source.enabled() ? source.standing(today).key() : "disabled");
    return row;
  }

  /** Whether anyone may see where {@code source} lies: on the web, at a host that all can reach. */
  public boolean isPublic(RegisteredSource source) {
    return publicHost(source).isPresent();
  }

  private Optional<String> publicHost(RegisteredSource source) {
    String host = Optional.ofNullable(source.url().getHost()).orElse("").toLowerCase(Locale.ROOT);
    // Where a source that is not on the web lies is nobody's business, public or not.
    boolean onTheWeb = String.valueOf(source.url().getScheme()).matches("(?i)https?");
    return onTheWeb
            && NAME.matcher(host).matches()
            && !INNER.matcher(host).matches()
            && !privateHosts.contains(host)
            && !names(source.allowedHosts().stream()).contains(host)
        ? Optional.of(host)
        : Optional.empty();
  }

  private static Set<String> names(Stream<String> hosts) {
    return hosts
        .map(host -> host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static String cell(String text) {
    return text.matches("[^\",\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
