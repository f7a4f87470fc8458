package vn.sen.harvest.sdmx;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.harvest.Connector;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.Known;
import vn.sen.harvest.Offering;
import vn.sen.harvest.RecordSink;
import vn.sen.harvest.Source;
import vn.sen.harvest.net.Answer;
import vn.sen.harvest.net.BodyReader;
import vn.sen.harvest.net.Fetched;
import vn.sen.harvest.net.Revisited;
import vn.sen.harvest.net.SourceClient;
import vn.sen.harvest.net.WrongContentException;
import vn.sen.vocab.Message;

/**
 * Reads statistical services through SDMX REST, of SDMX 2.1 and 3.0: each dataflow in its latest
 * version. The address is the service's root, or a query for dataflows whose agency and id are
 * kept; {@code format} in it is how the service calls CSV.
 *
 * <p>Identifier: {@code agency:id}, without the version, which the dataset outlives.
 *
 * <p>Source: SDMX 2.1, section 7; SDMX REST 2.1.
 */
public final class SdmxConnector implements Connector {
  private static final Logger LOG = LoggerFactory.getLogger(SdmxConnector.class);

  /** So SDMX REST 2.x says that nothing matches. */
  private static final int NO_CONTENT = 204;

  private final SourceClient client;

  public SdmxConnector(SourceClient client) {
    this.client = client;
  }

  @Override
  public String name() {
    return "sdmx";
  }

  @Override
  public HarvestOutcome harvest(Source source, Known known, RecordSink sink)
      throws InterruptedException {
    Offering offering = new Offering(source, sink);
    SdmxService service = SdmxService.of(source.url());
    Optional<HarvestOutcome> first = Optional.empty();
    for (SdmxService.Api api : service.apis()) {
      URI uri = service.flows(api);
      URI page = SourceClient.page(uri);
      switch (client.revisit(source, uri, known, new Reader())) {
        case Revisited.Lost<SdmxAnswer>(Fetched.Failure<SdmxAnswer> failure) -> {
          Optional<SdmxAnswer> said =
              failure.status().orElse(0) == NO_CONTENT
                  ? Optional.of(new SdmxAnswer.NoResults())
                  : SdmxAnswer.error(failure.excerpt());
          if (said.isPresent()) {
            return refused(offering, page, said.get());
          }
          // What was asked first says more of the address than what was only tried.
          first = first.or(() -> Optional.of(offering.partial(page, failure.message())));
          if (!mayLackTheQuery(failure)) {
            return first.get();
          }
        }
        case Revisited.Same<SdmxAnswer>(Known.Page same) -> {
          offering.unchanged(same.identifiers(), page);
          return end(offering, page);
        }
        case Revisited.Fresh<SdmxAnswer>(Structures structures, Answer answer) -> {
          offer(
              structures, new SdmxMapper(service, api, structures), offering, page, known, answer);
          LOG.debug("{}: {} dataflows", source.id(), offering.offered());
          return end(offering, page);
        }
        case Revisited.Fresh<SdmxAnswer>(SdmxAnswer said, Answer _) -> {
          return refused(offering, page, said);
        }
      }
    }
    return first.orElseThrow();
  }

  private static final class Reader implements BodyReader<SdmxAnswer> {
    @Override
    public SdmxAnswer read(byte[] body, Answer answer) throws WrongContentException {
      return SdmxAnswer.read(body);
    }

    @Override
    public String accept() {
      return "application/vnd.sdmx.structure+xml;version=3.0.0;q=0.9,"
          + " application/vnd.sdmx.structure+xml;version=2.1,"
          + " application/vnd.sdmx.structure+json;q=0.8, application/xml;q=0.7, */*;q=0.1";
    }
  }

  /** A server that knows no such path is perhaps one of the other API. */
  private static boolean mayLackTheQuery(Fetched.Failure<?> failure) {
    int status = failure.status().orElse(0);
    return status == 400 || status == 404 || status == 405 || status == 501;
  }

  private static HarvestOutcome refused(Offering offering, URI page, SdmxAnswer said) {
    return switch (said) {
      case SdmxAnswer.NoResults _ -> offering.complete();
      case SdmxAnswer.Refused(String words) -> offering.partial(page, refusal(words));
      case Structures _ -> throw new IllegalStateException("structures are no refusal");
    };
  }

  private static HarvestOutcome end(Offering offering, URI page) {
    return offering.isCut() ? offering.atLimit(page) : offering.complete();
  }

  private static void offer(
      Structures structures,
      SdmxMapper mapper,
      Offering offering,
      URI page,
      Known known,
      Answer answer) {
    Map<String, Dataflow> latest = new LinkedHashMap<>();
    boolean usable = true;
    int position = 0;
    for (Dataflow flow : structures.flows()) {
      position++;
      if (flow.agency().isEmpty() || flow.id().isEmpty()) {
        usable = false;
        offering.reject("#" + position, page, nameless());
      } else {
        latest.merge(
            flow.identifier(),
            flow,
            (one, other) -> Dataflow.BY_VERSION.compare(one, other) < 0 ? other : one);
      }
    }
    List<String> offered = new ArrayList<>();
    for (Dataflow flow : latest.values()) {
      offering.accept(mapper.map(flow), page);
      offered.add(flow.identifier());
    }
    if (usable && !offering.isCut()) {
      known.putPage(
          page, new Known.Page(answer.etag(), answer.lastModified(), answer.sha256(), offered));
    }
  }

  private static Message refusal(String said) {
    return new Message(
        "Dịch vụ SDMX báo lỗi: %s. Kiểm tra địa chỉ, cơ quan (agency) và mã trong đó, hoặc hỏi đơn vị vận hành."
            .formatted(said),
        "The SDMX service reports an error: %s. Check the address and the agency and id in it, or ask who runs it."
            .formatted(said));
  }

  private static Message nameless() {
    return new Message(
        "Không dùng được: luồng dữ liệu (Dataflow) không có agencyID hoặc id. Đặt mã ổn định ở"
            + " nguồn.",
        "Not usable: the Dataflow has no agencyID or no id. Give it a stable one at the source.");
  }
}
