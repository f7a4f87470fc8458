package vn.sen.harvest.tree;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.Known;
import vn.sen.harvest.Offering;
import vn.sen.harvest.RecordSink;
import vn.sen.harvest.Source;
import vn.sen.harvest.net.WrongContentException;
import vn.sen.vocab.Message;
import vn.sen.vocab.Sha256;

/** One harvest of a tree. */
final class TreeRun {
  private static final Logger LOG = LoggerFactory.getLogger(TreeRun.class);

  private final FileTree tree;
  private final Source source;
  private final Known known;
  private final Offering offering;
  private final Bounds bounds;
  private final TreeMapper mapper;
  private final Set<String> taken = new HashSet<>();

  /** Descriptions that were understood before and are not now. */
  private final List<FileTree.Entry> broken = new ArrayList<>();

  TreeRun(FileTree tree, Source source, Known known, RecordSink sink, Bounds bounds) {
    this.tree = tree;
    this.source = source;
    this.known = known;
    this.offering = new Offering(source, sink);
    this.bounds = bounds;
    this.mapper = new TreeMapper(source.id());
  }

  HarvestOutcome harvest() throws IOException, InterruptedException {
    Survey survey = Survey.of(tree, bounds);
    URI top = TreeConnector.top(source);
    var files = new TreeFiles(survey.data().stream().map(FileTree.Entry::path).toList());
    for (FileTree.Entry description : inOrder(survey.descriptions())) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      described(description, files);
      if (offering.isCut()) {
        return offering.atLimit(top);
      }
    }
    for (FileTree.Entry file : survey.data()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (!taken.contains(file.path())) {
        plain(file);
      }
      if (offering.isCut()) {
        break;
      }
    }
    if (offering.isCut()) {
      return offering.atLimit(top);
    }
    return survey.gap().map(why -> offering.partial(top, why)).orElseGet(offering::complete);
  }

  /** Those first that were understood before: what is called by them is theirs. */
  private List<FileTree.Entry> inOrder(List<FileTree.Entry> descriptions) {
    List<FileTree.Entry> inOrder = new ArrayList<>();
    List<FileTree.Entry> newcomers = new ArrayList<>();
    for (FileTree.Entry one : descriptions) {
      boolean isNew = known.identifiers(mapper.name(one.path())).isEmpty();
      (isNew ? newcomers : inOrder).add(one);
    }
    inOrder.addAll(newcomers);
    return inOrder;
  }

  private void described(FileTree.Entry description, TreeFiles files) throws InterruptedException {
    URI page = mapper.name(description.path());
    List<Described> all;
    byte[] body;
    try {
      body = read(description);
      all =
          Survey.isRdf(description.name())
              ? new DcatDescription(source.id(), description, files).read(body)
              : List.of(new PackageDescription(source.id(), description, files, taken).read(body));
    } catch (WrongContentException e) {
      breaks(page, description);
      reject(page, description, notMeant(description.path(), String.valueOf(e.getMessage())));
      return;
    } catch (IOException e) {
      TreeFault.rethrowInterruption(e);
      LOG.warn("a description of {} cannot be read", source.id(), e);
      breaks(page, description);
      reject(page, description, TreeFault.say(e, "'%s'".formatted(description.path())));
      return;
    }
    Set<String> used = new TreeSet<>();
    for (Described one : all) {
      switch (one) {
        case Described.Usable usable -> used.addAll(usable.files());
        case Described.Unusable _ -> breaks(page, description);
      }
    }
    taken.addAll(used);
    // What it says depends on the names of the files, too.
    String hash = Sha256.of(Sha256.of(body) + " " + used);
    Optional<Known.Page> before = known.findPage(page);
    if (before.filter(seen -> seen.sha256().equals(hash)).isPresent()) {
      offering.unchanged(before.get().identifiers(), page);
      return;
    }
    before.ifPresent(_ -> known.forgetPage(page));
    offer(all, page, description, hash);
  }

  private void offer(List<Described> all, URI page, FileTree.Entry description, String hash) {
    List<String> identifiers = new ArrayList<>();
    for (Described one : all) {
      switch (one) {
        case Described.Usable usable -> {
          if (offering.accept(usable.record(), page)) {
            identifiers.add(usable.record().identifier());
          } else {
            offering.reject(
                description.path() + "#" + identifiers.size(),
                page,
                repeated(description.path(), usable.record().identifier()));
          }
        }
        case Described.Unusable(String identifier, Message why) ->
            offering.reject(identifier, page, why);
      }
    }
    if (offering.isCut()) {
      return;
    }
    if (identifiers.size() == all.size()) {
      known.putPage(page, new Known.Page(Optional.empty(), Optional.empty(), hash, identifiers));
    } else {
      known.addIdentifiers(page, identifiers);
    }
  }

  /** A file of which no description speaks: read only as far as it may be another than before. */
  private void plain(FileTree.Entry file) throws InterruptedException {
    URI page = mapper.name(file.path());
    Optional<FileTree.Entry> waitsFor =
        broken.stream()
            .filter(description -> isBelow(file, description))
            .filter(_ -> !isListed(file))
            .findFirst();
    if (waitsFor.isPresent()) {
      // It may be a part of what is described there, which is no reason to list it for itself.
      reject(page, file, waits(file.path(), waitsFor.get().path()));
      return;
    }
    Optional<Known.Page> before = known.findPage(page);
    if (before.flatMap(Known.Page::etag).filter(file.stamp()::equals).isPresent()) {
      offering.unchanged(before.orElseThrow().identifiers(), page);
      return;
    }
    Optional<String> fingerprint;
    try {
      fingerprint = tree.fingerprint(file);
    } catch (IOException e) {
      TreeFault.rethrowInterruption(e);
      LOG.warn("a file of {} cannot be read", source.id(), e);
      reject(page, file, TreeFault.say(e, "'%s'".formatted(file.path())));
      return;
    }
    if (fingerprint.isEmpty()) {
      // It is left as it was, and looked at again the next time.
      if (before.isPresent()) {
        offering.unchanged(before.get().identifiers(), page);
      } else {
        reject(page, file, TreeConnector.beingWritten(file.path()));
      }
      return;
    }
    if (before.map(Known.Page::sha256).equals(fingerprint)) {
      offering.unchanged(before.orElseThrow().identifiers(), page);
      remember(page, file, fingerprint.get());
      return;
    }
    before.ifPresent(_ -> known.forgetPage(page));
    if (offering.accept(mapper.plain(file), page)) {
      if (!offering.isCut()) {
        remember(page, file, fingerprint.get());
      }
    } else {
      offering.reject(
          file.path() + "#2", page, repeated(file.path(), TreeMapper.identifier(file.path())));
    }
  }

  private void remember(URI page, FileTree.Entry file, String fingerprint) {
    known.putPage(
        page,
        new Known.Page(
            Optional.of(file.stamp()),
            Optional.empty(),
            fingerprint,
            List.of(TreeMapper.identifier(file.path())),
            Optional.empty(),
            OptionalLong.empty()));
  }

  private boolean isListed(FileTree.Entry file) {
    return !known.subjects(List.of(TreeMapper.identifier(file.path()))).isEmpty();
  }

  private void breaks(URI page, FileTree.Entry description) {
    if (!known.identifiers(page).isEmpty()) {
      broken.add(description);
    }
  }

  private static boolean isBelow(FileTree.Entry file, FileTree.Entry description) {
    String path = description.path();
    return file.path().startsWith(path.substring(0, path.length() - description.name().length()));
  }

  /** What something described before it broke is kept under its own name. */
  private void reject(URI page, FileTree.Entry file, Message why) {
    offering.rejectBroken(known.identifiers(page), TreeMapper.identifier(file.path()), page, why);
  }

  private byte[] read(FileTree.Entry description) throws IOException {
    if (description.bytes() > bounds.descriptionBytes()) {
      throw new TreeFault(
          new Message(
              "Không dùng được: '%s' lớn hơn %d byte, quá lớn cho một tệp mô tả."
                  .formatted(description.path(), bounds.descriptionBytes()),
              "Not usable: '%s' is over %d bytes, too many for a description."
                  .formatted(description.path(), bounds.descriptionBytes())));
    }
    try (InputStream in = tree.open(description.path(), 0)) {
      return in.readNBytes(bounds.descriptionBytes());
    }
  }

  private static Message notMeant(String path, String why) {
    return new Message(
        "Không dùng được: '%s' là tệp mô tả nhưng không đọc được (%s). Sửa hoặc bỏ tệp này."
            .formatted(path, why),
        "Not usable: '%s' should describe files, and cannot be read (%s). Mend it or take it away."
            .formatted(path, why));
  }

  private static Message waits(String path, String description) {
    return new Message(
        "'%s' chờ đến khi '%s' đọc được trở lại, vì có thể là một phần của bộ dữ liệu mô tả ở đó. Sửa hoặc bỏ tệp mô tả."
            .formatted(path, description),
        "'%s' waits until '%s' can be read again, for it may be a part of what is described there. Mend the description, or take it away."
            .formatted(path, description));
  }

  private static Message repeated(String path, String identifier) {
    return new Message(
        "Không dùng được: '%s' có mã '%s' mà một tệp khác đã dùng. Đặt mã riêng."
            .formatted(path, identifier),
        "Not usable: '%s' has the identifier '%s', which another file has already. Give it its own."
            .formatted(path, identifier));
  }
}
