package vn.sen.harvest.ckan;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.Known;
import vn.sen.harvest.Offering;
import vn.sen.harvest.Source;
import vn.sen.harvest.net.Answer;
import vn.sen.harvest.net.Fetched;
import vn.sen.harvest.net.Revisited;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Message;

/**
 * Reads the datasets of a portal one by one, by the names that it lists: a request for each, which
 * every portal knows.
 */
final class CkanOneByOne {
  private static final Logger LOG = LoggerFactory.getLogger(CkanOneByOne.class);

  /** So many in a row that do not come are a portal that is down. */
  private static final int MOST_LOST_IN_A_ROW = 5;

  private final SourceClient client;
  private final Source source;
  private final Known known;
  private final CkanPortal portal;
  private final CkanMapper mapper;
  private final Offering offering;
  private Optional<Gap> gap = Optional.empty();

  /** Where something is missing that may be there. */
  private record Gap(URI page, Message why) {}

  CkanOneByOne(
      SourceClient client,
      Source source,
      Known known,
      CkanPortal portal,
      CkanMapper mapper,
      Offering offering) {
    this.client = client;
    this.source = source;
    this.known = known;
    this.portal = portal;
    this.mapper = mapper;
    this.offering = offering;
  }

  /** Complete when each of {@code names} came, or is known to be shown to nobody. */
  HarvestOutcome read(Set<String> names) throws InterruptedException {
    int lost = 0;
    int left = names.size();
    for (String name : names) {
      URI uri = portal.show(name);
      if (offering.isCut() || offering.isFull()) {
        return offering.atLimit(SourceClient.page(uri));
      }
      lost = came(name, uri) ? 0 : lost + 1;
      if (lost == MOST_LOST_IN_A_ROW) {
        break;
      }
      left--;
      LOG.debug("{}: {} of {} packages left", source.id(), left, names.size());
    }
    // Those that were left out are not counted as gone.
    return offering.isCut()
        ? offering.atLimit(SourceClient.page(portal.names()))
        : gap.map(where -> offering.partial(where.page(), where.why()))
            .orElseGet(offering::complete);
  }

  /** Offers a dataset; says whether there was an answer about it. */
  private boolean came(String name, URI uri) throws InterruptedException {
    URI page = SourceClient.page(uri);
    switch (client.revisit(source, uri, known, (body, _) -> CkanPage.one(body))) {
      case Revisited.Lost<CkanPage>(Fetched.Failure<CkanPage> failure) -> {
        if (!isRefused(failure)) {
          gap = gap.or(() -> Optional.of(new Gap(page, CkanMessages.reason(failure))));
          return false;
        }
        reject(name, page, CkanMessages.unusable(CkanMessages.reason(failure)));
      }
      case Revisited.Same<CkanPage>(Known.Page same) ->
          offering.unchanged(same.identifiers(), page);
      case Revisited.Fresh<CkanPage>(CkanPage answer, Answer headers) -> {
        if (answer.results().isEmpty()) {
          reject(name, page, CkanMessages.showsNothing(name));
        } else {
          offer(answer.results(), name, page, headers);
        }
      }
    }
    return true;
  }

  /** Of what is refused is known that it is there, and for whom it is not. */
  private static boolean isRefused(Fetched.Failure<?> failure) {
    int status = failure.status().orElse(500);
    return failure.kind() == Fetched.Kind.HTTP_STATUS
        && status >= 400
        && status < 500
        && status != 408
        && status != 429;
  }

  /** What cannot be seen any more is kept as it was. */
  private void reject(String name, URI page, Message why) {
    offering.rejectBroken(known.identifiers(page), name, page, why);
  }

  private void offer(List<JsonNode> results, String name, URI page, Answer headers) {
    List<String> identifiers = new ArrayList<>();
    for (JsonNode node : results) {
      switch (mapper.map(node)) {
        case CkanMapper.Mapped.Usable(CatalogRecord record) -> {
          identifiers.add(record.identifier());
          offering.accept(record, page);
        }
        case CkanMapper.Mapped.Unusable(Optional<String> identifier, Message why) -> {
          if (identifier.isPresent()) {
            offering.reject(identifier.get(), page, why);
          } else {
            reject(name, page, why);
          }
        }
      }
    }
    if (identifiers.size() == results.size() && !offering.isCut()) {
      known.putPage(
          page,
          new Known.Page(headers.etag(), headers.lastModified(), headers.sha256(), identifiers));
    }
  }
}
