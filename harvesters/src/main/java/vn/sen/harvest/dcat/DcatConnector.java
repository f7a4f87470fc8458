package vn.sen.harvest.dcat;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import vn.sen.harvest.net.Revisited;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Message;

/**
 * Reads a DCAT catalogue in any syntax of RDF, following its pages (Hydra, or the header {@code
 * Link}). A record is each dataset and series, and each service that stands for itself.
 *
 * <p>Identifier: the one {@code dct:identifier} where no other record has it, else the IRI; what is
 * known keeps the name it has. A blank node that has one is named below {@code /.well-known/genid/}
 * of the source's host. What is listed and described on no page is rejected.
 *
 * <p>Source: W3C DCAT 3; Hydra Core Vocabulary.
 */
public final class DcatConnector implements Connector {
  private static final Logger LOG = LoggerFactory.getLogger(DcatConnector.class);
  private static final int MOST_PAGES = 10_000;

  /** So many datasets that are named and not yet described. */
  private static final int MOST_NAMED = 100_000;

  private final SourceClient client;

  public DcatConnector(SourceClient client) {
    this.client = client;
  }

  @Override
  public String name() {
    return "dcat";
  }

  @Override
  public HarvestOutcome harvest(Source source, Known known, RecordSink sink)
      throws InterruptedException {
    return new Run(source, known, sink).harvest();
  }

  private final class Run {
    private final Source source;
    private final Known known;
    private final Offering offering;
    private final Set<URI> visited = new HashSet<>();
    private final Identities identities;

    /** Records whose names are known once all others have come, and where they came. */
    private final Map<CatalogRecord, URI> waiting = new LinkedHashMap<>();

    /** Listed somewhere, described nowhere yet; and where it is listed. */
    private final Map<String, URI> onlyNamed = new LinkedHashMap<>();

    private final Set<String> described = new HashSet<>();
    private final List<URI> unchanged = new ArrayList<>();
    private long announced;

    Run(Source source, Known known, RecordSink sink) {
      this.source = source;
      this.known = known;
      this.identities = new Identities(known);
      this.offering = new Offering(source, sink);
    }

    HarvestOutcome harvest() throws InterruptedException {
      URI uri = source.url();
      while (true) {
        URI page = SourceClient.page(uri);
        visited.add(page);
        Optional<URI> next;
        switch (client.revisit(source, uri, known, DcatPage.READER)) {
          case Revisited.Lost<DcatPage>(Fetched.Failure<DcatPage> failure) -> {
            return offering.partial(page, failure.message());
          }
          case Revisited.Same<DcatPage>(Known.Page same) -> {
            identities.unchanged(same.identifiers());
            offering.unchanged(same.identifiers(), page);
            unchanged.add(uri);
            announced = Math.max(announced, same.total().orElse(0));
            next = same.next();
          }
          case Revisited.Fresh<DcatPage>(DcatPage fresh, Answer answer) -> {
            offer(fresh, answer, page);
            announced = Math.max(announced, fresh.total().orElse(0));
            next = fresh.next();
          }
        }
        if (offering.isCut() || (offering.isFull() && next.isPresent())) {
          return offering.atLimit(page);
        }
        if (identities.isContradictory()) {
          return offering.partial(page, movedInPart());
        }
        if (onlyNamed.size() > MOST_NAMED) {
          return offering.partial(page, onlyNames());
        }
        if (next.isEmpty()) {
          return end(page);
        }
        uri = next.get();
        if (visited.contains(SourceClient.page(uri))) {
          return offering.partial(page, loop(SourceClient.shown(uri)));
        }
        if (visited.size() >= MOST_PAGES) {
          return offering.partial(page, endless());
        }
        LOG.debug("{}: {} records after {} pages", source.id(), offering.offered(), visited.size());
      }
    }

    private void offer(DcatPage fresh, Answer answer, URI page) {
      var split = new DcatSplitter(fresh.model(), source.url(), identities).split();
      List<String> identifiers = new ArrayList<>();
      boolean usable = split.onlyNamed().isEmpty();
      for (DcatSplitter.Entry entry : split.entries()) {
        switch (entry) {
          case DcatSplitter.Entry.Usable(CatalogRecord record) -> {
            identifiers.add(record.identifier());
            described.add(record.subject().getURI());
            onlyNamed.remove(record.subject().getURI());
            offering.accept(record, page);
          }
          case DcatSplitter.Entry.Waiting(CatalogRecord record) -> {
            usable = false; // its page is read again when it has its name
            described.add(record.subject().getURI());
            onlyNamed.remove(record.subject().getURI());
            identities.holds(record.description().size());
            waiting.putIfAbsent(record, page);
          }
          case DcatSplitter.Entry.Unusable(String identifier, Message why) -> {
            usable = false;
            offering.reject(identifier, page, why);
          }
        }
      }
      for (String name : split.onlyNamed()) {
        if (!described.contains(name)) {
          onlyNamed.putIfAbsent(name, page);
        }
      }
      if (usable && !offering.isCut()) {
        known.putPage(
            page,
            new Known.Page(
                answer.etag(),
                answer.lastModified(),
                answer.sha256(),
                identifiers,
                fresh.next(),
                fresh.total()));
      }
    }

    /** What is named on a changed page may be described on one that was not read again. */
    private void lookAtUnchangedPages() throws InterruptedException {
      for (URI uri : unchanged) {
        if (onlyNamed.isEmpty()) {
          return;
        }
        var again = client.get(source, uri, Conditions.NONE, DcatPage.READER);
        if (again instanceof Fetched.Body<DcatPage>(DcatPage read, _)) {
          new DcatSplitter(read.model(), source.url(), Identities.ofOne())
              .described()
              .forEach(onlyNamed::remove);
        }
      }
    }

    private HarvestOutcome end(URI page) throws InterruptedException {
      lookAtUnchangedPages();
      onlyNamed.forEach(
          (name, listedOn) ->
              offering.reject(identities.onlyNamed(name), listedOn, notDescribed()));
      Map<String, String> names = identities.settle();
      waiting.forEach(
          (record, listedOn) ->
              offering.accept(
                  new CatalogRecord(
                      names.getOrDefault(record.subject().getURI(), record.identifier()),
                      record.subject()),
                  listedOn));
      if (offering.isCut()) {
        return offering.atLimit(page);
      }
      if (offering.offered() < announced) {
        return offering.partial(
            page,
            new Message(
                "Danh mục báo có %d mục (hydra:totalItems) nhưng các trang chỉ có %d. Hãy thu thập lại, hoặc báo cho đơn vị vận hành."
                    .formatted(announced, offering.offered()),
                "The catalogue announces %d items (hydra:totalItems), its pages held %d. Harvest again, or tell who runs it."
                    .formatted(announced, offering.offered())));
      }
      return offering.complete();
    }

    private Message loop(URI back) {
      return new Message(
          "Trang này dẫn trở lại trang đã đọc %s: các trang nối thành vòng. Sửa hydra:next ở nguồn."
              .formatted(back),
          "This page leads back to %s, which was read: the pages form a loop. Mend hydra:next at the source."
              .formatted(back));
    }
  }

  private static Message movedInPart() {
    return new Message(
        "Một phần danh mục có địa chỉ (IRI) mới, phần khác giữ địa chỉ cũ với cùng dct:identifier."
            + " Đặt mã riêng cho từng bộ dữ liệu ở nguồn.",
        "A part of the catalogue has new IRIs, another has the old ones with the same"
            + " dct:identifier. Give each dataset its own at the source.");
  }

  private static Message onlyNames() {
    return new Message(
        "Dừng sau %d bộ dữ liệu chỉ được nêu tên mà chưa trang nào mô tả. Đưa mô tả vào cùng trang."
            .formatted(MOST_NAMED),
        "Stopped after %d datasets that are named and that no page describes. Put descriptions on the same page."
            .formatted(MOST_NAMED));
  }

  private static Message notDescribed() {
    return new Message(
        "Không dùng được: danh mục chỉ nêu tên bộ dữ liệu này, không mô tả nó. Đưa mô tả vào cùng"
            + " trang, hoặc dùng địa chỉ có mô tả.",
        "Not usable: the catalogue only names this dataset and does not describe it. Put its"
            + " description on the same page, or use an address that has it.");
  }

  private static Message endless() {
    return new Message(
        "Dừng sau %d trang, nhiều hơn mức có thể tin. Tăng số mục mỗi trang ở nguồn."
            .formatted(MOST_PAGES),
        "Stopped after %d pages, more than is credible. Put more on each page at the source."
            .formatted(MOST_PAGES));
  }
}
