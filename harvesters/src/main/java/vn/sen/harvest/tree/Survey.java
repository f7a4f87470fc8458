package vn.sen.harvest.tree;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.vocab.Message;

/**
 * What a tree holds.
 *
 * @param data files of data, by path
 * @param descriptions files that describe others, by path
 * @param gap why something may be missing; absent when all of it was seen
 */
record Survey(List<FileTree.Entry> data, List<FileTree.Entry> descriptions, Optional<Message> gap) {
  private static final Logger LOG = LoggerFactory.getLogger(Survey.class);

  /** What is being written, by the names that programs give it. */
  private static final Pattern UNFINISHED =
      Pattern.compile("(?i).*(\\.(part|partial|tmp|temp|crdownload|filepart|swp|lock)|~)|~\\$.*");

  /** What opens other doors, by the names that programs give it. */
  private static final Pattern KEYS =
      Pattern.compile(
          "(?i).*\\.(key|pem|p12|pfx|jks|keystore|kdbx|ppk)|id_(rsa|dsa|ecdsa|ed25519)(\\.pub)?"
              + "|authorized_keys|known_hosts");

  private static final Pattern DESCRIPTION =
      Pattern.compile("(?i).*\\.dcat\\.(ttl|jsonld)|(datapackage|metadata)\\.json");

  Survey {
    data = List.copyOf(data);
    descriptions = List.copyOf(descriptions);
  }

  static boolean isDescription(String name) {
    return DESCRIPTION.matcher(name).matches();
  }

  /** Whether a file or folder of that name is looked at. */
  static boolean isOpen(String name) {
    return !name.startsWith(".")
        && !UNFINISHED.matcher(name).matches()
        && !KEYS.matcher(name).matches();
  }

  /** Whether every part of a path is looked at, and none leads up. */
  static boolean isOpenPath(String path) {
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || !isOpen(part)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Walks a tree, the nearer folders first.
   *
   * @throws IOException when not even its own folder can be read
   */
  static Survey of(FileTree tree, Bounds bounds) throws IOException, InterruptedException {
    var data = new ArrayList<FileTree.Entry>();
    var descriptions = new ArrayList<FileTree.Entry>();
    Optional<Message> gap = Optional.empty();
    var open = new ArrayDeque<>(List.of(""));
    int entries = 0;
    while (!open.isEmpty()) {
      String folder = open.remove();
      List<FileTree.Entry> inside;
      try {
        inside = tree.list(folder, bounds.entries());
      } catch (IOException e) {
        TreeFault.rethrowInterruption(e);
        if (folder.isEmpty()) {
          throw e;
        }
        LOG.warn("a folder of a source cannot be read", e);
        gap = gap.or(() -> Optional.of(TreeFault.say(e, "'%s'".formatted(folder))));
        continue;
      }
      if (inside.size() > bounds.entries()) {
        gap = Optional.of(tooMany(bounds.entries())); // however many of them are looked at
      }
      for (FileTree.Entry entry : inside) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        if (!isOpen(entry.name())) {
          continue;
        }
        if (++entries > bounds.entries()) {
          return new Survey(data, descriptions, Optional.of(tooMany(bounds.entries())));
        }
        if (entry.kind() == FileTree.Kind.FILE) {
          (isDescription(entry.name()) ? descriptions : data).add(entry);
        } else if (depth(entry.path()) > bounds.depth()) {
          gap = gap.or(() -> Optional.of(tooDeep(entry.path(), bounds.depth())));
        } else {
          open.add(entry.path());
        }
      }
    }
    Comparator<FileTree.Entry> byPath = Comparator.comparing(FileTree.Entry::path);
    data.sort(byPath);
    // RDF says most: what it speaks of, nobody else does.
    descriptions.sort(
        Comparator.comparing((FileTree.Entry file) -> !isRdf(file.name())).thenComparing(byPath));
    return new Survey(data, descriptions, gap);
  }

  static boolean isRdf(String name) {
    return !name.toLowerCase(Locale.ROOT).endsWith(".json");
  }

  private static int depth(String path) {
    return (int) path.chars().filter(c -> c == '/').count() + 1;
  }

  private static Message tooMany(int most) {
    return new Message(
        "Thư mục có hơn %d tệp và thư mục con; phần còn lại không được đọc. Chia thành nhiều nguồn."
            .formatted(most),
        "The folder holds more than %d files and folders; the rest was not read. Make several sources of it."
            .formatted(most));
  }

  private static Message tooDeep(String path, int most) {
    return new Message(
        "'%s' nằm sâu hơn %d cấp nên không được đọc. Đưa nó lên cao hơn, hoặc làm một nguồn riêng."
            .formatted(path, most),
        "'%s' lies deeper than %d folders and was not read. Move it up, or make a source of its own of it."
            .formatted(path, most));
  }
}
