package vn.sen.harvest.files;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
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
 * Reads a list of files: a URL per line, CSV or TSV with a column {@code url}, or a JSON array of
 * the same; or takes the address for the one file there is. Each file is a record, unless a column
 * {@code dataset} gathers several.
 *
 * <p>Identifier: the column {@code dataset}, else {@code identifier}, else the file's address.
 */
public final class FilesConnector implements Connector {
  private final SourceClient client;

  public FilesConnector(SourceClient client) {
    this.client = client;
  }

  @Override
  public String name() {
    return "files";
  }

  @Override
  public HarvestOutcome harvest(Source source, Known known, RecordSink sink)
      throws InterruptedException {
    Offering offering = new Offering(source, sink);
    URI page = SourceClient.page(source.url());
    FilesMapper mapper = new FilesMapper(source.url());
    switch (client.revisit(source, source.url(), known, FileList::read)) {
      case Revisited.Lost<FileList>(Fetched.Failure<FileList> failure) -> {
        if (!isLargeFile(failure, source.url())) {
          return offering.partial(page, failure.message());
        }
        offering.accept(mapper.single(source.url(), fileName(source.url())), page);
      }
      case Revisited.Same<FileList>(Known.Page same) ->
          offering.unchanged(same.identifiers(), page);
      case Revisited.Fresh<FileList>(FileList.Single _, Answer answer) -> {
        CatalogRecord record = mapper.single(source.url(), answer.fileName());
        offering.accept(record, page);
        remember(known, page, answer, List.of(record.identifier()));
      }
      case Revisited.Fresh<FileList>(FileList.Rows(List<FileList.Row> rows), Answer answer) -> {
        List<String> identifiers = new ArrayList<>();
        boolean usable = true;
        for (FilesMapper.Mapped mapped : mapper.map(rows, answer.uri())) {
          switch (mapped) {
            case FilesMapper.Mapped.Usable(CatalogRecord record) -> {
              offering.accept(record, page);
              identifiers.add(record.identifier());
            }
            case FilesMapper.Mapped.Unusable(int position, Message why) -> {
              offering.reject("#" + position, page, why);
              usable = false;
            }
          }
        }
        if (usable && !offering.isCut()) {
          remember(known, page, answer, identifiers);
        }
      }
    }
    return offering.isCut() ? offering.atLimit(page) : offering.complete();
  }

  private static void remember(Known known, URI page, Answer answer, List<String> identifiers) {
    known.putPage(
        page, new Known.Page(answer.etag(), answer.lastModified(), answer.sha256(), identifiers));
  }

  /** A list is never that large: what ends like data is data, and is fetched as a file later. */
  private static boolean isLargeFile(Fetched.Failure<FileList> failure, URI url) {
    return failure.kind() == Fetched.Kind.TOO_LARGE
        && FileList.DATA_NAME.matcher(fileName(url)).matches();
  }

  private static String fileName(URI url) {
    String path = url.getPath() == null ? "" : url.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
