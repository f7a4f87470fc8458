package vn.sen.harvest.waf;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.harvest.Connector;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.Known;
import vn.sen.harvest.Offering;
import vn.sen.harvest.RecordSink;
import vn.sen.harvest.Source;
import vn.sen.harvest.net.Answer;
import vn.sen.harvest.net.Fetched;
import vn.sen.harvest.net.Revisited;
import vn.sen.harvest.net.RobotsWord;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Message;

/**
 * Reads a folder of metadata files that a web server lists, and the folders below it; never one
 * above, nor another host. A file is read as ISO 19139, ISO 19115-3 or DCAT.
 *
 * <p>Identifier: the record's own, else the file's address. Complete only when every folder was
 * listed and every file came, or is known to be none; a file that came and can't be read is
 * rejected. Folders and files are pages that are crawled: what the host's {@code robots.txt}
 * disallows is not asked for, and rejected with the line that says so.
 */
public final class WafConnector implements Connector {
  private static final Logger LOG = LoggerFactory.getLogger(WafConnector.class);

  /** So many files in a row that do not come are a server that is down. */
  private static final int MOST_LOST_IN_A_ROW = 5;

  private final SourceClient client;
  private final Bounds bounds;

  /**
   * How much of a source is followed.
   *
   * @param depth folders below the source's
   * @param folders in all
   * @param files in all
   */
  record Bounds(int depth, int folders, int files) {}

  public WafConnector(SourceClient client) {
    this(client, new Bounds(8, 10_000, 200_000));
  }

  WafConnector(SourceClient client, Bounds bounds) {
    this.client = client;
    this.bounds = bounds;
  }

  @Override
  public String name() {
    return "waf";
  }

  @Override
  public HarvestOutcome harvest(Source source, Known known, RecordSink sink)
      throws InterruptedException {
    return new Run(source, known, new Offering(source, sink)).harvest();
  }

  private final class Run {
    private final Source source;
    private final Known known;
    private final Offering offering;
    private final Set<URI> files = new LinkedHashSet<>();
    private final Known indexes;
    private Optional<Gap> gap = Optional.empty();

    /** Where something is missing that may be there. */
    private record Gap(URI page, Message why) {}

    Run(Source source, Known known, Offering offering) {
      this.source = source;
      this.known = known;
      // A page that was none of ours when it was last seen leads nowhere.
      this.indexes = known.where(seen -> !seen.links().isEmpty());
      this.offering = offering;
    }

    HarvestOutcome harvest() throws InterruptedException {
      Optional<FolderIndex> top = index(source.url(), Optional.empty());
      if (top.isEmpty()) {
        return partial(gap.orElseThrow());
      }
      if (!host(top.get().folder()).equalsIgnoreCase(host(source.url()))) {
        return partial(new Gap(page(source.url()), WafMessages.moved(top.get().folder())));
      }
      Scope scope = new Scope(top.get().folder());
      walk(top.get(), scope);
      int lost = 0;
      int left = files.size();
      for (URI file : inOrder()) {
        if (offering.isCut() || offering.isFull()) {
          return offering.atLimit(page(file));
        }
        lost = came(file, scope.folder()) ? 0 : lost + 1;
        if (lost == MOST_LOST_IN_A_ROW) {
          break;
        }
        left--;
        LOG.debug("{}: {} of {} files left", source.id(), left, files.size());
      }
      if (offering.isCut()) {
        return offering.atLimit(page(source.url()));
      }
      return gap.map(this::partial).orElseGet(offering::complete);
    }

    /** Those first that had records: what they are called is theirs, whoever else says the same. */
    private List<URI> inOrder() {
      List<URI> inOrder = new ArrayList<>();
      List<URI> newcomers = new ArrayList<>();
      for (URI file : new TreeSet<>(files)) {
        (known.identifiers(page(file)).isEmpty() ? newcomers : inOrder).add(file);
      }
      inOrder.addAll(newcomers);
      return inOrder;
    }

    private HarvestOutcome partial(Gap where) {
      return offering.partial(where.page(), where.why());
    }

    private void missing(URI page, Message why) {
      gap = gap.or(() -> Optional.of(new Gap(page, why)));
    }

    /** Collects the files of all folders, the nearer folders first. */
    private void walk(FolderIndex top, Scope scope) throws InterruptedException {
      Set<URI> seen = new HashSet<>(Set.of(top.folder()));
      Deque<URI> open = new ArrayDeque<>();
      Optional<FolderIndex> index = Optional.of(top);
      while (true) {
        for (URI file : index.map(FolderIndex::files).orElse(List.of())) {
          if (files.size() >= bounds.files() && !files.contains(file)) {
            missing(page(file), WafMessages.tooManyFiles(bounds.files()));
            return;
          }
          files.add(file);
        }
        for (URI folder : index.map(FolderIndex::folders).orElse(List.of())) {
          if (!seen.contains(folder) && scope.depth(folder) > bounds.depth()) {
            missing(page(folder), WafMessages.tooDeep(bounds.depth()));
          } else if (seen.size() >= bounds.folders() && !seen.contains(folder)) {
            missing(page(folder), WafMessages.tooManyFolders(bounds.folders()));
          } else if (seen.add(folder)) {
            open.add(folder);
          }
        }
        if (open.isEmpty()) {
          return;
        }
        index = index(open.remove(), Optional.of(scope));
      }
    }

    /** A folder's index; empty where it did not come or is none, which is then noted. */
    private Optional<FolderIndex> index(URI address, Optional<Scope> scope)
        throws InterruptedException {
      URI uri = asked(address);
      URI page = page(address);
      Optional<Message> refusal = client.robots(source, address).refusal();
      if (refusal.isPresent()) {
        if (scope.isPresent()) { // the source's own folder is no record of it
          offering.reject(SourceClient.shown(address).toString(), page, refusal.get());
        }
        missing(page, refusal.get());
        return Optional.empty();
      }
      return switch (client.revisit(
          source, uri, indexes, (body, answer) -> FolderIndex.read(body, answer, scope))) {
        case Revisited.Lost<FolderIndex>(Fetched.Failure<FolderIndex> failure) -> {
          missing(page, failure.message());
          yield Optional.empty();
        }
        // The first of its links is where it stands itself.
        case Revisited.Same<FolderIndex>(Known.Page same) ->
            Optional.of(
                new FolderIndex(
                    same.links().getFirst(), same.links().subList(1, same.links().size())));
        case Revisited.Fresh<FolderIndex>(FolderIndex index, Answer answer) -> {
          List<URI> links = new ArrayList<>(List.of(index.folder()));
          links.addAll(index.entries());
          known.putPage(
              page,
              new Known.Page(
                  answer.etag(),
                  answer.lastModified(),
                  answer.sha256(),
                  List.of(),
                  Optional.empty(),
                  OptionalLong.empty(),
                  links));
          yield Optional.of(index);
        }
      };
    }

    /** Offers what a file describes; says whether it came, readable or not. */
    private boolean came(URI file, URI folder) throws InterruptedException {
      URI page = page(file);
      RobotsWord robots = client.robots(source, file);
      if (robots.refusal().isPresent()) {
        if (!robots.isSaid()) {
          missing(page, robots.refusal().get());
          return false;
        }
        reject(file, page, robots.refusal().get());
        return true;
      }
      switch (client.revisit(
          source,
          asked(file),
          known,
          (body, answer) -> MetadataFile.read(body, answer, file, folder))) {
        case Revisited.Lost<MetadataFile>(Fetched.Failure<MetadataFile> failure) -> {
          if (failure.mayComeAnotherTime()) {
            missing(page, failure.message());
            return false;
          }
          reject(file, page, WafMessages.unusable(failure.message()));
        }
        case Revisited.Same<MetadataFile>(Known.Page same) ->
            offering.unchanged(same.identifiers(), page);
        case Revisited.Fresh<MetadataFile>(MetadataFile read, Answer answer) ->
            offer(read, file, page, answer);
      }
      return true;
    }

    /** What a broken file described before it broke is kept under its own name. */
    private void reject(URI file, URI page, Message why) {
      offering.rejectBroken(
          known.identifiers(page), SourceClient.shown(file).toString(), page, why);
    }

    private void offer(MetadataFile read, URI file, URI page, Answer answer) {
      List<String> offered = new ArrayList<>();
      int position = 0;
      String name = SourceClient.shown(file).toString();
      for (MetadataFile.Entry entry : read.records()) {
        position++;
        switch (entry) {
          case MetadataFile.Entry.Usable(CatalogRecord record) -> {
            if (offering.accept(record, page)) {
              offered.add(record.identifier());
            } else {
              offering.reject(
                  name + "#" + position, page, WafMessages.repeated(record.identifier()));
            }
          }
          case MetadataFile.Entry.Unusable(Optional<String> identifier, Message why) ->
              offering.reject(identifier.orElse(name + "#" + position), page, why);
        }
      }
      if (offering.isCut()) {
        return;
      }
      if (offered.size() == read.records().size()) {
        known.putPage(
            page, new Known.Page(answer.etag(), answer.lastModified(), answer.sha256(), offered));
      } else {
        known.addIdentifiers(page, offered);
      }
    }

    /** With the name and password of the source's address, which links do not repeat. */
    private URI asked(URI uri) {
      String user = source.url().getRawUserInfo();
      return user == null || uri.getRawUserInfo() != null
          ? uri
          : URI.create(
              uri.toString().replaceFirst("//", "//" + Matcher.quoteReplacement(user) + "@"));
    }

    private URI page(URI uri) {
      return SourceClient.page(asked(uri));
    }
  }

  private static String host(URI uri) {
    return Optional.ofNullable(uri.getHost()).orElse("");
  }
}
