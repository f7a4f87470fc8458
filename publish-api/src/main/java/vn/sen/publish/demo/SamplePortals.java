package vn.sen.publish.demo;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import vn.sen.publish.demo.DcatSite.Syntax;
import vn.sen.publish.demo.SamplePortal.Kind;
import vn.sen.publish.demo.Timetable.Day;
import vn.sen.vocab.LangText;
import vn.sen.vocab.SourceId;

/**
 * Six agency portals on loopback, for {@code sen demo}, for tests and for development: two speak
 * CKAN's Action API, three DCAT in Turtle, RDF/XML and JSON-LD, one is a list of files. What they
 * offer is generated from facts or, where a description says so, made up; the same day gives the
 * same files. Some of it is bad on purpose: {@link #promises} says what should become of each.
 */
public final class SamplePortals implements AutoCloseable {
  /** The one source that {@code sen demo} leaves without a security attestation. */
  public static final SourceId UNATTESTED = new SourceId("ha-noi-files");

  private static final ZoneId VIET_NAM = ZoneId.of("Asia/Ho_Chi_Minh");
  private static final int ROWS_OF_A_CKAN_PAGE = 5;
  private static final int DATASETS_OF_A_HYDRA_PAGE = 4;

  private final Places places;
  private final LocalDate today;
  private final List<Running> running = new ArrayList<>();
  private Day day = Day.FIRST;

  /** Everything about one portal except where it runs. */
  private record Plan(
      String source,
      LangText name,
      Kind kind,
      Office office,
      String path,
      Function<Timetable, List<Sample>> samples,
      BiFunction<URI, List<Sample>, Site> site) {}

  /** A portal, and what it offers today. */
  private record Running(Plan plan, PortalServer server, List<Sample> samples) {

    static Running start(Plan plan, Timetable time) {
      List<Sample> samples = plan.samples().apply(time);
      return new Running(
          plan, PortalServer.start(base -> plan.site().apply(base, samples)), samples);
    }

    Running on(Timetable time) {
      List<Sample> next = plan.samples().apply(time);
      server.replace(base -> plan.site().apply(base, next));
      return new Running(plan, server, next);
    }
  }

  private SamplePortals(Places places, LocalDate today) {
    this.places = places;
    this.today = today;
  }

  /**
   * Starts all six on free ports of 127.0.0.1, as of today.
   *
   * @throws UncheckedIOException when a port can't be had; none runs then
   */
  public static SamplePortals start() {
    return start(Clock.systemUTC());
  }

  /** As {@link #start()}, as of the clock's day in Vietnam, which is after 1 July 2025. */
  public static SamplePortals start(Clock clock) {
    LocalDate today = LocalDate.now(clock.withZone(VIET_NAM));
    var portals = new SamplePortals(new Places(today), today);
    try {
      portals.open();
      return portals;
    } catch (RuntimeException e) {
      portals.close();
      throw e;
    }
  }

  private void open() {
    Timetable time = time();
    plans().forEach(plan -> running.add(Running.start(plan, time)));
  }

  /** The six portals, always in the same order. */
  public synchronized List<SamplePortal> portals() {
    return running.stream()
        .map(
            portal ->
                new SamplePortal(
                    portal.plan().name(),
                    portal.plan().kind(),
                    portal.server().base().resolve(portal.plan().path()),
                    portal.plan().office().code(),
                    portal.plan().office().name(),
                    new SourceId(portal.plan().source())))
        .toList();
  }

  /**
   * What should become of everything that is offered now, a promise per file; on the second day for
   * a platform that has taken in the first.
   */
  public synchronized List<SamplePromise> promises() {
    return running.stream().flatMap(SamplePortals::promises).toList();
  }

  /**
   * The second day: {@code van-ban-tren-truc-theo-cap} has one month more, {@code
   * doanh-nghiep-thanh-lap-moi} has lost 60 % of its rows, {@code tram-xe-buyt} has another title,
   * {@code su-kien-van-hoa} is gone. All else is as before, to the byte. Once is enough; again does
   * nothing.
   */
  public synchronized void advance() {
    day = Day.SECOND;
    Timetable time = time();
    running.replaceAll(portal -> portal.on(time));
  }

  @Override
  public synchronized void close() {
    running.forEach(portal -> portal.server().close());
  }

  private Timetable time() {
    return new Timetable(today, day);
  }

  private List<Plan> plans() {
    return List.of(
        turtle(
            "noi-vu-dcat",
            Office.HOME_AFFAIRS,
            Office.words("Cổng dữ liệu Bộ Nội vụ", "Data portal of Home Affairs"),
            time -> new HomeAffairsSamples(places, time).all()),
        ckan(
            "thong-ke-ckan",
            Office.STATISTICS,
            Office.words("Cổng dữ liệu thống kê", "Statistics portal"),
            time -> new StatisticsSamples(places, time).all()),
        dcat(
            "van-phong-chinh-phu-dcat",
            Office.GOVERNMENT_OFFICE,
            Office.words(
                "Cổng dữ liệu Văn phòng Chính phủ", "Data portal of the Government Office"),
            Syntax.RDF_XML,
            time -> new GovernmentOfficeSamples(places, time).all()),
        dcat(
            "khoa-hoc-cong-nghe-dcat",
            Office.SCIENCE,
            Office.words("Cổng dữ liệu số", "Digital data portal"),
            Syntax.JSON_LD,
            time ->
                new ScienceSamples(places, time)
                    .all(new HomeAffairsSamples(places, time).provincesNow())),
        ckan(
            "tp-ho-chi-minh-ckan",
            Office.HO_CHI_MINH,
            Office.words("Cổng dữ liệu Thành phố Hồ Chí Minh", "Data portal of Hồ Chí Minh City"),
            time -> new HoChiMinhSamples(places, time).all()),
        files(
            "ha-noi-files",
            Office.HA_NOI,
            Office.words("Kho tệp dữ liệu Hà Nội", "Data files of Hà Nội"),
            time -> new HaNoiSamples(places, time).all()));
  }

  private static Plan ckan(
      String source, Office office, LangText name, Function<Timetable, List<Sample>> samples) {
    return new Plan(
        source,
        name,
        Kind.CKAN,
        office,
        "",
        samples,
        (base, offered) -> new CkanSite(base, office, name, ROWS_OF_A_CKAN_PAGE, offered));
  }

  private static Plan turtle(
      String source, Office office, LangText name, Function<Timetable, List<Sample>> samples) {
    return dcat(source, office, name, Syntax.TURTLE, DATASETS_OF_A_HYDRA_PAGE, samples);
  }

  private static Plan dcat(
      String source,
      Office office,
      LangText name,
      Syntax syntax,
      Function<Timetable, List<Sample>> samples) {
    return dcat(source, office, name, syntax, Integer.MAX_VALUE, samples);
  }

  private static Plan dcat(
      String source,
      Office office,
      LangText name,
      Syntax syntax,
      int pageSize,
      Function<Timetable, List<Sample>> samples) {
    return new Plan(
        source,
        name,
        Kind.DCAT,
        office,
        syntax.path(),
        samples,
        (base, offered) -> new DcatSite(base, syntax, pageSize, office, name, offered));
  }

  private static Plan files(
      String source, Office office, LangText name, Function<Timetable, List<Sample>> samples) {
    return new Plan(
        source,
        name,
        Kind.FILES,
        office,
        FilesSite.PATH,
        samples,
        (base, offered) -> new FilesSite(base, name, offered));
  }

  private static Stream<SamplePromise> promises(Running portal) {
    SourceId source = new SourceId(portal.plan().source());
    return portal.samples().stream()
        .flatMap(
            sample ->
                sample.files().stream()
                    .map(
                        file ->
                            new SamplePromise(
                                source,
                                sample.iri(),
                                sample.identifier(),
                                file.name(),
                                sample.listed().orElse(file.expected()),
                                file.rows(),
                                file.rules(),
                                sample.listed().filter(Expected.ALTERNATE::equals).isPresent()
                                    ? "offered by its owner too"
                                    : file.why())));
  }
}
