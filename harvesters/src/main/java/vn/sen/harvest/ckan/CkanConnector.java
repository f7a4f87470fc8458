package vn.sen.harvest.ckan;

import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.harvest.Connector;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.Known;
import vn.sen.harvest.Offering;
import vn.sen.harvest.RecordSink;
import vn.sen.harvest.Source;
import vn.sen.harvest.net.Answer;
import vn.sen.harvest.net.Conditions;
import vn.sen.harvest.net.Fetched;
import vn.sen.harvest.net.SourceClient;

/**
 * Reads CKAN portals page by page, the oldest package first, so that what is added meanwhile comes
 * last. The address is the portal's root, its {@code /api/3/action}, or a {@code package_search}
 * whose {@code q} and {@code fq} are kept.
 *
 * <p>Portals that do not search so, as old ones and those of DKAN, are asked without an order, then
 * for {@code current_package_list_with_resources}, then for each package that their {@code
 * package_list} names.
 *
 * <p>Identifier: the package's {@code id}, which outlives renaming; its {@code name} where there is
 * none. Complete only when as many different packages came as the portal announces or names.
 *
 * <p>Source: CKAN API guide, version 3; DKAN 1.x, dataset API.
 */
public final class CkanConnector implements Connector {
  private static final Logger LOG = LoggerFactory.getLogger(CkanConnector.class);

  private final SourceClient client;
  private final int rows;

  /** Asks for 500 packages a page, about 10 MB. */
  public CkanConnector(SourceClient client) {
    this(client, 500);
  }

  /**
   * @param rows asked for a page; portals send fewer as they like
   */
  public CkanConnector(SourceClient client, int rows) {
    this.client = client;
    this.rows = rows;
  }

  @Override
  public String name() {
    return "ckan";
  }

  @Override
  public HarvestOutcome harvest(Source source, Known known, RecordSink sink)
      throws InterruptedException {
    CkanPortal portal = CkanPortal.of(source.url());
    Offering offering = new Offering(source, sink);
    CkanMapper mapper = new CkanMapper(portal);
    var listing = new CkanListing(client, source, known, mapper, offering);
    CkanListing.End.Refused first;
    switch (listing.read(search(portal, true))) {
      case CkanListing.End.Over(HarvestOutcome outcome, boolean _) -> {
        return outcome;
      }
      case CkanListing.End.Refused refused -> first = refused;
    }
    if (listing.read(search(portal, false))
        instanceof CkanListing.End.Over(HarvestOutcome outcome, boolean _)) {
      return outcome;
    }
    // What is only listed cannot be searched: of a part of the portal there is no other way.
    if (!portal.filter().isEmpty()
        || !(client.get(source, portal.names(), Conditions.NONE, (body, _) -> CkanPage.names(body))
            instanceof Fetched.Body<Set<String>>(Set<String> names, Answer _))) {
      return offering.partial(first.page(), first.why());
    }
    LOG.info(
        "{} is no portal that can be searched; it names {} packages", source.id(), names.size());
    var all =
        new CkanListing.Way(
            start -> portal.list(start, rows),
            (body, _) -> CkanPage.list(body, names.size()),
            Optional.of(portal::show));
    return listing.read(all) instanceof CkanListing.End.Over(HarvestOutcome outcome, boolean unsure)
            && !unsure
        ? outcome
        : new CkanOneByOne(client, source, known, portal, mapper, offering).read(names);
  }

  private CkanListing.Way search(CkanPortal portal, boolean sorted) {
    return new CkanListing.Way(
        start -> portal.search(start, rows, sorted),
        (body, _) -> CkanPage.read(body),
        Optional.empty());
  }
}
