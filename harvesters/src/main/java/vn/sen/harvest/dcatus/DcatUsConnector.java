package vn.sen.harvest.dcatus;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.sen.harvest.Connector;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.Known;
import vn.sen.harvest.Offering;
import vn.sen.harvest.RecordSink;
import vn.sen.harvest.Source;
import vn.sen.harvest.net.Answer;
import vn.sen.harvest.net.Fetched;
import vn.sen.harvest.net.Revisited;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Message;

/**
 * Reads a {@code data.json}: every dataset, series with its members, and service, those of
 * catalogues within too.
 *
 * <p>Identifier: {@code identifier}; of an object its {@code @id} or {@code notation}; else the
 * entry's own {@code @id}. What is not public is rejected, what is restricted is listed without its
 * files.
 *
 * <p>Source: Project Open Data Metadata Schema 1.1; DCAT-US Schema 3.0.
 */
public final class DcatUsConnector implements Connector {
  private final SourceClient client;

  public DcatUsConnector(SourceClient client) {
    this.client = client;
  }

  @Override
  public String name() {
    return "dcat-us";
  }

  @Override
  public HarvestOutcome harvest(Source source, Known known, RecordSink sink)
      throws InterruptedException {
    Offering offering = new Offering(source, sink);
    URI page = SourceClient.page(source.url());
    switch (client.revisit(source, source.url(), known, (body, _) -> DataJson.read(body))) {
      case Revisited.Lost<DataJson>(Fetched.Failure<DataJson> failure) -> {
        return offering.partial(page, failure.message());
      }
      case Revisited.Same<DataJson>(Known.Page same) ->
          offering.unchanged(same.identifiers(), page);
      case Revisited.Fresh<DataJson>(DataJson json, Answer answer) -> {
        Run run = new Run(json, new DcatUsMapper(source.url()), offering, page);
        run.offer();
        if (run.usable && !offering.isCut()) {
          known.putPage(
              page,
              new Known.Page(
                  answer.etag(), answer.lastModified(), answer.sha256(), run.identifiers));
        }
      }
    }
    return offering.isCut() ? offering.atLimit(page) : offering.complete();
  }

  private static final class Run {
    private final DataJson json;
    private final DcatUsMapper mapper;
    private final Offering offering;
    private final URI page;
    private final List<String> identifiers = new ArrayList<>();
    private final Set<String> listed = new HashSet<>();
    private boolean usable = true;

    Run(DataJson json, DcatUsMapper mapper, Offering offering, URI page) {
      this.json = json;
      this.mapper = mapper;
      this.offering = offering;
      this.page = page;
    }

    void offer() {
      json.forEach(
          entry -> {
            offer(entry.kind(), entry.position(), entry.value(), "");
            if (entry.kind() == DataJson.Kind.SERIES) {
              members(entry);
            }
          });
      for (String name : json.recorded()) {
        if (!listed.contains(name)) {
          reject(Optional.of(name).filter(n -> !n.isEmpty()).orElse("#record"), notDescribed(name));
        }
      }
    }

    /** A series may hold its members whole. */
    private void members(DataJson.Entry series) {
      int position = 0;
      for (JsonNode member : series.value().path("seriesMember")) {
        position++;
        if (member.isObject()) {
          offer(
              DataJson.Kind.DATASET,
              series.position() + "/seriesMember/" + position,
              member,
              DcatUsMapper.name(series.value()));
        }
      }
    }

    private void offer(DataJson.Kind kind, String position, JsonNode entry, String series) {
      String name = entry.isObject() ? DcatUsMapper.name(entry) : "";
      if (!name.isEmpty() && !listed.add(name)) {
        // A member of a series that stands in the main list too is the same; else one would be
        // lost.
        if (series.isEmpty()) {
          reject(position, repeated(name));
        }
        return;
      }
      List<JsonNode> records = new ArrayList<>(json.records(name));
      Terms.iri(entry)
          .filter(iri -> !iri.equals(name))
          .ifPresent(
              iri -> {
                listed.add(iri);
                records.addAll(json.records(iri));
              });
      switch (mapper.map(kind, entry, records, series)) {
        case DcatUsMapper.Mapped.Usable(CatalogRecord record) -> {
          identifiers.add(record.identifier());
          offering.accept(record, page);
        }
        case DcatUsMapper.Mapped.Unusable(Optional<String> identifier, Message why) ->
            reject(identifier.orElse(position), why);
      }
    }

    private void reject(String identifier, Message why) {
      usable = false;
      offering.reject(identifier, page, why);
    }
  }

  private static Message repeated(String identifier) {
    return new Message(
        "Không dùng được: mã '%s' đã có ở mục trên. Đặt mã riêng cho từng bộ dữ liệu."
            .formatted(identifier),
        "Not usable: the identifier '%s' stands above already. Give each dataset its own."
            .formatted(identifier));
  }

  private static Message notDescribed(String name) {
    return new Message(
        "Không dùng được: danh mục có bản ghi ('record') về '%s' nhưng không mô tả nó. Thêm mô tả, hoặc bỏ bản ghi."
            .formatted(name),
        "Not usable: the catalogue has a 'record' about '%s' and does not describe it. Describe it, or take the record out."
            .formatted(name));
  }
}
