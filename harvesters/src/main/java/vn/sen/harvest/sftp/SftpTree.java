package vn.sen.harvest.sftp;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.Attributes;
import org.apache.sshd.sftp.client.SftpClient.DirEntry;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import vn.sen.harvest.tree.FileTree;
import vn.sen.harvest.tree.TreeFault;
import vn.sen.vocab.Message;

/** A folder behind SFTP. No link is followed: where it leads, not every server says. */
final class SftpTree implements FileTree {
  private final SftpClient client;
  private final String root;
  private final Runnable end;
  private final Set<String> own = new HashSet<>();

  private SftpTree(SftpClient client, String root, Runnable end) {
    this.client = client;
    this.root = root;
    this.end = end;
  }

  /**
   * @param path of the source's folder; empty, or with {@code /~}, from where the user arrives
   * @param end closes the connection
   */
  static SftpTree open(SftpClient client, String path, Runnable end) throws IOException {
    String wanted =
        path.isEmpty() || path.equals("/~")
            ? "."
            : path.startsWith("/~/") ? path.substring(3) : path;
    String root;
    try {
      root = client.canonicalPath(wanted);
      if (!client.stat(root).isDirectory()) {
        throw missing();
      }
    } catch (SftpException e) {
      throw missing();
    }
    return new SftpTree(client, root.endsWith("/") ? root : root + "/", end);
  }

  private static TreeFault missing() {
    return new TreeFault(
        new Message(
            "Thư mục của nguồn không có trên máy chủ SFTP, hoặc không được đọc. Kiểm tra đường dẫn"
                + " ('sen source list') và quyền của người dùng.",
            "The source's folder is not on its SFTP server, or may not be read. Check its path"
                + " ('sen source list') and the user's permissions."));
  }

  @Override
  public List<Entry> list(String folder, int most) throws IOException {
    var inside = new ArrayList<Entry>();
    if (!isOwn(folder)) {
      return inside;
    }
    try (SftpClient.CloseableHandle handle = client.openDir(root + folder)) {
      for (DirEntry entry : client.listDir(handle)) {
        if (inside.size() > most) {
          break;
        }
        String name = entry.getFilename();
        if (!name.equals(".") && !name.equals("..") && !name.contains("/")) {
          entry(folder.isEmpty() ? name : folder + "/" + name, entry.getAttributes())
              .ifPresent(inside::add);
        }
      }
    } catch (RuntimeException e) {
      throw new IOException("a listing broke off", e); // an iterator cannot say so
    }
    return inside;
  }

  @Override
  public Optional<Entry> find(String path) throws IOException {
    try {
      return isOwn(path.substring(0, Math.max(0, path.lastIndexOf('/'))))
          ? entry(path, client.lstat(root + path))
          : Optional.empty();
    } catch (SftpException e) {
      if (e.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE
          || e.getStatus() == SftpConstants.SSH_FX_NO_SUCH_PATH
          || e.getStatus() == SftpConstants.SSH_FX_PERMISSION_DENIED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Whether a folder is below the root by itself, and not by a link. */
  private boolean isOwn(String folder) throws IOException {
    if (folder.isEmpty() || own.contains(folder)) {
      return true;
    }
    boolean is =
        isOwn(folder.substring(0, Math.max(0, folder.lastIndexOf('/'))))
            && client.lstat(root + folder).isDirectory();
    if (is) {
      own.add(folder);
    }
    return is;
  }

  /** Some servers call no link one in their listings: what is new is looked at itself. */
  @Override
  public Optional<String> fingerprint(Entry file) throws IOException {
    if (find(file.path()).isEmpty()) {
      throw new TreeFault(
          new Message(
              "Không dùng được: '%s' dẫn ra ngoài thư mục của nguồn, hoặc vừa bị bỏ."
                  .formatted(file.path()),
              "Not usable: '%s' leads out of the source's folder, or was just taken away."
                  .formatted(file.path())));
    }
    return FileTree.super.fingerprint(file);
  }

  private static Optional<Entry> entry(String path, Attributes attributes) {
    Instant modified =
        attributes.getModifyTime() == null ? Instant.EPOCH : attributes.getModifyTime().toInstant();
    return attributes.isDirectory()
        ? Optional.of(new Entry(path, Kind.FOLDER, 0, modified))
        : attributes.isRegularFile()
            ? Optional.of(new Entry(path, Kind.FILE, attributes.getSize(), modified))
            : Optional.empty();
  }

  @Override
  public InputStream open(String path, long start) throws IOException {
    InputStream in = client.read(root + path, SftpClient.OpenMode.Read);
    if (start > 0) {
      in.skip(start); // asks the server from there on
    }
    return in;
  }

  @Override
  public void close() throws IOException {
    try {
      client.close();
    } finally {
      end.run();
    }
  }
}
