package vn.sen.harvest.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vn.sen.harvest.tree.TreeFault;
import vn.sen.vocab.Message;

/**
 * Decides which folders of this machine may be read: those an administrator listed, and what is in
 * them; never the platform's own data, nor what the system keeps for itself.
 */
final class FolderGuard {
  /** Configuration, keys, devices and processes. */
  private static final List<Path> SYSTEM =
      Stream.of("/etc", "/proc", "/sys", "/dev", "/boot", "/run", "/var/run", "/var/lib", "/usr")
          .map(Path::of)
          .toList();

  private final List<Path> allowed;
  private final Path own;

  /**
   * @param allowed folders that any source may read
   * @param own the platform's data directory
   */
  FolderGuard(List<Path> allowed, Path own) {
    this.allowed = List.copyOf(allowed);
    this.own = own;
  }

  /**
   * The folder as it really is, every link in its path followed.
   *
   * @param besides a folder that this source was allowed: as it really was when it was named, so
   *     that a link which took its place since gives nothing
   * @throws TreeFault when it may not be read, or is not there
   */
  Path check(Path folder, Optional<String> besides) throws TreeFault {
    Path real = real(folder).filter(Files::isDirectory).orElseThrow(FolderGuard::missing);
    var open = new ArrayList<Path>();
    allowed.forEach(a -> real(a).ifPresent(open::add));
    besides.map(Path::of).filter(Path::isAbsolute).map(Path::normalize).ifPresent(open::add);
    if (open.stream().noneMatch(real::startsWith)) {
      throw refused(
          "không nằm trong thư mục nào mà quản trị viên cho phép",
          "is in none of the folders that an administrator allows");
    }
    Optional<Path> ours = real(own);
    if (ours.filter(data -> real.startsWith(data) || data.startsWith(real)).isPresent()) {
      throw refused(
          "là thư mục dữ liệu của chính Sen, hoặc chứa nó",
          "is Sen's own data directory, in it, or holds it");
    }
    if (real.getNameCount() == 0
        || SYSTEM.stream().flatMap(s -> real(s).stream()).anyMatch(real::startsWith)) {
      throw refused("thuộc về hệ điều hành", "belongs to the operating system");
    }
    for (Path part : real) {
      if (part.toString().startsWith(".")) {
        throw refused(
            "là thư mục ẩn, hoặc ở trong một thư mục ẩn", "is hidden, or in a hidden one");
      }
    }
    return real;
  }

  private static Optional<Path> real(Path path) {
    try {
      return Optional.of(path.toRealPath());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static TreeFault missing() {
    return new TreeFault(
        new Message(
            "Thư mục của nguồn không có ở đó, hoặc không phải thư mục. Kiểm tra đường dẫn ('sen"
                + " source list'), ổ đĩa đã gắn hay chưa, và quyền đọc.",
            "The source's folder is not there, or is none. Check its path ('sen source list'), that"
                + " its disk is mounted, and permissions."));
  }

  private static TreeFault refused(String vi, String en) {
    return new TreeFault(
        new Message(
            "Không được đọc: thư mục của nguồn %s. Dùng thư mục khác, hoặc nhờ quản trị viên cho phép (sen.harvest.folders, --allow-folder)."
                .formatted(vi),
            "Not allowed: the source's folder %s. Use another one, or have an administrator allow it (sen.harvest.folders, --allow-folder)."
                .formatted(en)));
  }
}
