package vn.sen.harvest.check;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.sen.harvest.Link;
import vn.sen.harvest.Link.Use;
import vn.sen.harvest.LinkProbe;
import vn.sen.harvest.LinkProbe.Answer;
import vn.sen.vocab.Finding.Scope;
import vn.sen.vocab.Message;
import vn.sen.vocab.Severity;

/**
 * The rules on how the links of a dataset answer. All count links, so that a result is the same
 * until a link lives or dies; and none of them holds anything back.
 */
public final class LinkRules {
  /** Success by its status, a login page or an error by its bytes. */
  public static final String SOFT_FAILURE = "LIV-05";

  private static final String ANSWERS = "LIV-04";
  private static final String AVAILABILITY = "LIV-06";
  private static final String SPEED = "LIV-07";
  private static final String CERTIFICATE = "LIV-11";
  private static final String SERVICE = "LIV-12";
  private static final String CONTACT = "LIV-13";
  private static final String OTHER_LINKS = "LIV-14";

  private static final Set<Use> DATA = Set.of(Use.FILE, Use.ACCESS);
  private static final Set<Use> ABOUT = Set.of(Use.LANDING_PAGE, Use.LICENCE, Use.SCHEMA);

  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration LOST = Duration.ofDays(7);
  private static final int PROBES_A_DAY = 3;

  /** Of fewer probes, one that failed would already be a tenth. */
  private static final int FEWEST_FOR_AVAILABILITY = 10;

  private static final double WELL_AVAILABLE = 0.99;
  private static final double AVAILABLE = 0.95;
  private static final Duration SLOW = Duration.ofSeconds(2);
  private static final Duration VERY_SLOW = Duration.ofSeconds(10);
  private static final Duration ENDS_SOON = Duration.ofDays(14);
  private static final int NAMED = 5;
  static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  private LinkRules() {}

  /**
   * Judges the links that were tried; rules without any such link say nothing.
   *
   * @param refetched links under which the last harvest got a login page or an error (see {@link
   *     #SOFT_FAILURE}), as people may see them
   */
  public static List<CheckResult> check(List<Link> links, Set<String> refetched, Instant now) {
    List<Link> tried = links.stream().filter(link -> link.last().isPresent()).toList();
    var results = new ArrayList<CheckResult>();
    answers(of(tried, DATA), now).ifPresent(results::add);
    soft(of(links, Set.of(Use.FILE)), refetched).ifPresent(results::add);
    availability(of(tried, DATA)).ifPresent(results::add);
    speed(of(tried, DATA)).ifPresent(results::add);
    certificates(tried, now).ifPresent(results::add);
    last(SERVICE, Severity.ERROR, of(tried, Set.of(Use.SERVICE)), SERVICE_WORDS)
        .ifPresent(results::add);
    last(CONTACT, Severity.WARNING, of(tried, Set.of(Use.CONTACT)), CONTACT_WORDS)
        .ifPresent(results::add);
    last(OTHER_LINKS, Severity.WARNING, of(tried, ABOUT), ABOUT_WORDS).ifPresent(results::add);
    return results;
  }

  private static final Message SERVICE_WORDS =
      new Message(
          "Dịch vụ được mô tả không trả lời lời gọi mẫu: %3$s. Khôi phục dịch vụ, hoặc sửa địa"
              + " chỉ.",
          "A described service does not answer its sample call: %3$s. Restore it, or correct the"
              + " address.");
  private static final Message CONTACT_WORDS =
      new Message(
          "Đầu mối liên hệ không tồn tại: %3$s. Ghi hộp thư hoặc trang còn dùng được.",
          "The contact cannot be reached: %3$s. State a mailbox or page that works.");
  private static final Message ABOUT_WORDS =
      new Message(
          "Liên kết trong mô tả không trả lời: %3$s. Sửa hoặc bỏ các liên kết này.",
          "Links of the description do not answer: %3$s. Correct or remove them.");

  private static List<Link> of(List<Link> links, Set<Use> uses) {
    return links.stream().filter(link -> uses.contains(link.use())).toList();
  }

  private static Optional<CheckResult> answers(List<Link> links, Instant now) {
    Map<Link, Severity> failing = levels(links, link -> level(link, now));
    return verdict(
        ANSWERS,
        links.size(),
        failing,
        new Message(
            "%d trên %d liên kết tới dữ liệu không trả về đúng tệp: %s. Sửa đường dẫn, hoặc đặt lại"
                + " tệp vào địa chỉ đã công bố.",
            "%d of %d links to the data do not give what they promise: %s. Correct the link, or put"
                + " the file back at its address."),
        link -> new Message(since(link, "từ"), since(link, "since")));
  }

  private static Optional<Severity> level(Link link, Instant now) {
    Optional<Instant> since = link.failingSince();
    if (since.filter(start -> !start.plus(LOST).isAfter(now)).isPresent()) {
      return Optional.of(Severity.QUARANTINE);
    }
    List<LinkProbe> last =
        link.probes()
            .subList(Math.max(0, link.probes().size() - PROBES_A_DAY), link.probes().size());
    long today =
        link.probes().stream()
            .filter(probe -> probe.at().isAfter(now.minus(DAY)) && !link.isRight(probe))
            .count();
    if (today >= PROBES_A_DAY
        || (last.size() == PROBES_A_DAY && last.stream().noneMatch(link::isRight))) {
      return Optional.of(Severity.ERROR);
    }
    return today > 0 || since.isPresent() ? Optional.of(Severity.WARNING) : Optional.empty();
  }

  private static Optional<CheckResult> soft(List<Link> links, Set<String> refetched) {
    List<Link> known =
        links.stream()
            .filter(link -> link.last().isPresent() || refetched.contains(link.url()))
            .toList();
    return verdict(
        SOFT_FAILURE,
        known.size(),
        levels(
            known,
            link ->
                Optional.of(Severity.ERROR)
                    .filter(
                        _ ->
                            refetched.contains(link.url())
                                || link.last().filter(LinkRules::isSoft).isPresent())),
        new Message(
            "%d trên %d liên kết báo thành công nhưng trả về trang đăng nhập hoặc thông báo lỗi"
                + " thay cho dữ liệu: %s. Cho phép tải không cần đăng nhập; khi có lỗi, máy chủ"
                + " phải trả mã lỗi HTTP.",
            "%d of %d links report success but give a login page or the message of an error instead"
                + " of data: %s. Allow downloads without a login; a server that fails must answer"
                + " with an HTTP error."),
        link -> new Message(since(link, "từ"), since(link, "since")));
  }

  private static boolean isSoft(LinkProbe probe) {
    return probe.answer() == Answer.WEB_PAGE || probe.answer() == Answer.ERROR_MESSAGE;
  }

  private static Optional<CheckResult> availability(List<Link> links) {
    List<Link> known =
        links.stream().filter(link -> link.probes().size() >= FEWEST_FOR_AVAILABILITY).toList();
    return verdict(
        AVAILABILITY,
        known.size(),
        levels(
            known,
            link -> {
              double share = available(link);
              return share < AVAILABLE
                  ? Optional.of(Severity.ERROR)
                  : share < WELL_AVAILABLE ? Optional.of(Severity.WARNING) : Optional.empty();
            }),
        new Message(
            "%d trên %d liên kết tới dữ liệu không trả lời đều trong 30 ngày: %s. Theo dõi máy chủ,"
                + " hoặc chuyển tệp sang nơi lưu trữ ổn định.",
            "%d of %d links to the data did not answer steadily over 30 days: %s. Watch the server,"
                + " or move the files to steady storage."),
        link -> {
          String share = "%.0f %%".formatted(Math.floor(available(link) * 100));
          return new Message(share, share);
        });
  }

  private static double available(Link link) {
    return (double) link.probes().stream().filter(link::isRight).count() / link.probes().size();
  }

  private static Optional<CheckResult> speed(List<Link> links) {
    List<Link> known = links.stream().filter(link -> firstByte(link).isPresent()).toList();
    return verdict(
        SPEED,
        known.size(),
        levels(
            known,
            link -> {
              Duration waited = firstByte(link).orElseThrow();
              return waited.compareTo(VERY_SLOW) > 0
                  ? Optional.of(Severity.ERROR)
                  : waited.compareTo(SLOW) > 0 ? Optional.of(Severity.WARNING) : Optional.empty();
            }),
        new Message(
            "%d trên %d liên kết tới dữ liệu trả lời chậm: %s. Tạo tệp trước thay vì tạo khi có yêu"
                + " cầu.",
            "%d of %d links to the data answer slowly: %s. Make files ahead instead of on"
                + " request."),
        link -> {
          String waited = firstByte(link).map(Duration::toSeconds).orElse(0L) + " s";
          return new Message(waited, waited);
        });
  }

  /** The median of the last few answers: one slow moment is none. */
  private static Optional<Duration> firstByte(Link link) {
    List<Duration> all =
        link.probes().stream()
            .filter(link::isRight)
            .flatMap(probe -> probe.firstByte().stream())
            .toList();
    List<Duration> last =
        all.subList(Math.max(0, all.size() - PROBES_A_DAY), all.size()).stream().sorted().toList();
    return last.isEmpty() ? Optional.empty() : Optional.of(last.get((last.size() - 1) / 2));
  }

  private static Optional<CheckResult> certificates(List<Link> links, Instant now) {
    var ends = new TreeMap<String, Instant>();
    for (Link link : links) {
      for (LinkProbe probe : link.probes()) {
        Optional<Instant> end =
            probe.answer() == Answer.CERTIFICATE_EXPIRED
                ? Optional.of(probe.at())
                : probe.certificateEnds();
        // The last that a host showed counts, whichever of its links it was seen at.
        end.ifPresent(day -> ends.merge(host(link), day, LinkRules::later));
      }
    }
    Map<String, Severity> failing =
        levels(
            ends.keySet(),
            host -> {
              Instant end = ends.getOrDefault(host, now);
              return !end.isAfter(now)
                  ? Optional.of(Severity.ERROR)
                  : end.isBefore(now.plus(ENDS_SOON))
                      ? Optional.of(Severity.WARNING)
                      : Optional.empty();
            });
    return verdict(
        CERTIFICATE,
        ends.size(),
        failing,
        new Message(
            "Chứng thư TLS của %d trên %d máy chủ đã hoặc sắp hết hạn: %s. Gia hạn chứng thư, và"
                + " đặt gia hạn tự động.",
            "The TLS certificates of %d of %d servers have expired or soon will: %s. Renew them,"
                + " and automate it."),
        host -> {
          String day = ends.getOrDefault(host, now).atZone(VIETNAM).toLocalDate().toString();
          return new Message(day, day);
        },
        host -> host);
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static String host(Link link) {
    return Optional.ofNullable(URI.create(link.url()).getHost()).orElse(link.url());
  }

  private static Optional<CheckResult> last(
      String rule, Severity severity, List<Link> links, Message words) {
    return verdict(
        rule,
        links.size(),
        levels(links, link -> link.last().filter(probe -> !link.isRight(probe)).map(_ -> severity)),
        words,
        link -> new Message(since(link, "từ"), since(link, "since")));
  }

  private static String since(Link link, String word) {
    return link.failingSince()
        .map(start -> word + " " + start.atZone(VIETNAM).toLocalDate())
        .orElse("");
  }

  private static <T> Map<T, Severity> levels(
      Collection<T> all, Function<T, Optional<Severity>> level) {
    var failing = new java.util.LinkedHashMap<T, Severity>();
    all.forEach(each -> level.apply(each).ifPresent(severity -> failing.put(each, severity)));
    return failing;
  }

  private static Optional<CheckResult> verdict(
      String rule,
      int evaluated,
      Map<Link, Severity> failing,
      Message words,
      Function<Link, Message> more) {
    return verdict(rule, evaluated, failing, words, more, Link::url);
  }

  /**
   * @param words about how many failed, of how many, and which: any of these three
   * @param more what is to be said of one beside its name
   */
  private static <T> Optional<CheckResult> verdict(
      String rule,
      int evaluated,
      Map<T, Severity> failing,
      Message words,
      Function<T, Message> more,
      Function<T, String> name) {
    if (evaluated == 0) {
      return Optional.empty();
    }
    Verdict verdict = Verdict.count(rule, evaluated, failing.size()).about(Scope.DATASET);
    if (failing.isEmpty()) {
      return Optional.of(verdict.result());
    }
    Severity worst = failing.values().stream().max(Severity::compareTo).orElseThrow();
    return Optional.of(
        verdict
            .reaching(worst)
            .saying(
                said(
                    words.vi(),
                    evaluated,
                    failing,
                    each -> named(each, name, more.apply(each).vi())),
                said(
                    words.en(),
                    evaluated,
                    failing,
                    each -> named(each, name, more.apply(each).en())))
            .result());
  }

  private static <T> String named(T each, Function<T, String> name, String more) {
    return name.apply(each) + (more.isEmpty() ? "" : " (" + more + ")");
  }

  private static <T> String said(
      String words, int evaluated, Map<T, Severity> failing, Function<T, String> name) {
    String named =
        failing.keySet().stream().limit(NAMED).map(name).collect(Collectors.joining("; "))
            + (failing.size() > NAMED ? "; …" : "");
    return words.formatted(failing.size(), evaluated, named);
  }
}
