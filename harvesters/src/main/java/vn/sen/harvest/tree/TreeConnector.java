package vn.sen.harvest.tree;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.harvest.Connector;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.Known;
import vn.sen.harvest.PrivateName;
import vn.sen.harvest.RecordSink;
import vn.sen.harvest.Source;
import vn.sen.harvest.net.Answer;
import vn.sen.harvest.net.Conditions;
import vn.sen.harvest.net.Downloaded;
import vn.sen.harvest.net.Fetched;
import vn.sen.harvest.net.FileSupply;
import vn.sen.vocab.Message;
import vn.sen.vocab.Sha256;

/**
 * Reads a tree of files. Each file of data is a record, unless a description beside it speaks of
 * it: {@code *.dcat.ttl}, {@code *.dcat.jsonld}, {@code datapackage.json}, {@code metadata.json}.
 * Hidden files, keys, and what is being written are left alone.
 *
 * <p>Identifier: the path within the tree, or what the description says. Complete only when every
 * folder was listed.
 */
public abstract class TreeConnector implements Connector, FileSupply {
  private static final Logger LOG = LoggerFactory.getLogger(TreeConnector.class);

  private final Bounds bounds;
  private final Duration longest;
  private final int tries;
  private final IdleTrees idle;

  /**
   * @param longest that one file may take
   * @param tries how often a file that breaks off is taken up again where it broke
   * @param patience how long a tree stays open for the next file; zero for not at all
   */
  protected TreeConnector(Bounds bounds, Duration longest, int tries, Duration patience) {
    this.bounds = bounds;
    this.longest = longest;
    this.tries = tries;
    this.idle = new IdleTrees(patience);
  }

  /**
   * Opens the source.
   *
   * @throws TreeFault when it may not be read, or cannot be reached
   */
  protected abstract FileTree open(Source source) throws IOException, InterruptedException;

  @Override
  public final boolean isPrivate() {
    return true;
  }

  /** What a source itself is called in reports. */
  static URI top(Source source) {
    return new PrivateName(source.id(), "-").uri();
  }

  @Override
  public final HarvestOutcome harvest(Source source, Known known, RecordSink sink)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    try (FileTree tree = open(source)) {
      return new TreeRun(tree, source, known, sink, bounds).harvest();
    } catch (IOException e) {
      TreeFault.rethrowInterruption(e);
      if (e instanceof TreeFault) {
        LOG.warn("{} cannot be read: {}", source.id(), e.getMessage());
      } else {
        LOG.warn("{} cannot be read", source.id(), e);
      }
      return new HarvestOutcome.Partial(0, top(source), TreeFault.say(e, source.id().value()));
    }
  }

  @Override
  public final Fetched<Downloaded> download(
      Source source, PrivateName file, Path directory, Conditions conditions)
      throws InterruptedException {
    if (!Survey.isOpenPath(file.name())) {
      return new Fetched.Failure<>(Fetched.Kind.FORBIDDEN_ADDRESS, gone(file.name()));
    }
    Path target;
    try {
      target = Files.createTempFile(directory, "download-", ".part");
    } catch (IOException e) {
      LOG.warn("{}: no file can be made for {}", source.id(), file, e);
      return new Fetched.Failure<>(Fetched.Kind.LOCAL_DISK, noRoom(file.name()));
    }
    var copy = new Copy(file, conditions, target, System.nanoTime() + longest.toNanos());
    for (int tried = 0; ; tried++) {
      Optional<FileTree> taken = idle.take(source);
      try {
        return copy(source, taken.isPresent() ? taken.get() : open(source), copy);
      } catch (LocalFault e) {
        LOG.warn("{}: {} cannot be written here", source.id(), file, e);
        return new Fetched.Failure<>(Fetched.Kind.LOCAL_DISK, noRoom(file.name()));
      } catch (TreeFault e) {
        return new Fetched.Failure<>(Fetched.Kind.UNREACHABLE, TreeFault.say(e, file.name()));
      } catch (IOException e) {
        TreeFault.rethrowInterruption(e);
        LOG.warn("{}: {} broke off after {} bytes", source.id(), file, copy.bytes, e);
        if (tried == tries) {
          return new Fetched.Failure<>(
              Fetched.Kind.TRUNCATED, TreeFault.say(e, "'%s'".formatted(file.name())));
        }
      }
    }
  }

  /** Copies from a tree; one that is as good as before serves the next file, too. */
  private Fetched<Downloaded> copy(Source source, FileTree tree, Copy copy)
      throws IOException, InterruptedException {
    boolean good = false;
    try {
      Fetched<Downloaded> fetched = copy.from(tree);
      good = true;
      return fetched;
    } finally {
      if (good) {
        idle.put(source, tree);
      } else {
        IdleTrees.close(tree);
      }
    }
  }

  /** A file on its way, which may break off and go on. */
  private final class Copy {
    private final PrivateName file;
    private final Conditions conditions;
    private final Path target;
    private final long deadline;
    private Optional<FileTree.Entry> begun = Optional.empty();
    private MessageDigest digest = Sha256.digest();
    private long bytes;

    Copy(PrivateName file, Conditions conditions, Path target, long deadline) {
      this.file = file;
      this.conditions = conditions;
      this.target = target;
      this.deadline = deadline;
    }

    Fetched<Downloaded> from(FileTree tree) throws IOException, InterruptedException {
      Optional<FileTree.Entry> found =
          tree.find(file.name()).filter(entry -> entry.kind() == FileTree.Kind.FILE);
      if (found.isEmpty()) {
        return new Fetched.Failure<>(Fetched.Kind.HTTP_STATUS, gone(file.name()));
      }
      FileTree.Entry entry = found.get();
      if (conditions.etag().filter(entry.stamp()::equals).isPresent()) {
        return new Fetched.NotModified<>();
      }
      if (entry.bytes() > bounds.fileBytes()) {
        return new Fetched.Failure<>(
            Fetched.Kind.TOO_LARGE, tooLarge(file.name(), bounds.fileBytes()));
      }
      if (begun.filter(before -> !before.stamp().equals(entry.stamp())).isPresent()) {
        bytes = 0; // another file by now
        digest = Sha256.digest();
      }
      begun = found;
      Optional<Fetched<Downloaded>> stopped = copy(tree);
      if (stopped.isPresent()) {
        return stopped.get();
      }
      if (!tree.find(file.name()).map(FileTree.Entry::stamp).equals(Optional.of(entry.stamp()))
          || bytes != entry.bytes()) {
        return new Fetched.Failure<>(Fetched.Kind.TRUNCATED, beingWritten(file.name()));
      }
      if (bytes == 0) {
        return new Fetched.Failure<>(Fetched.Kind.EMPTY, empty(file.name()));
      }
      String sha256 = Sha256.end(digest);
      return new Fetched.Body<>(
          new Downloaded(target, bytes, sha256, Optional.empty()),
          new Answer(
              file.uri(),
              Optional.of(entry.stamp()),
              Optional.empty(),
              Optional.empty(),
              file.fileName(),
              Optional.empty(),
              bytes,
              sha256));
    }

    /** Goes on where it broke off; says why it may not. */
    private Optional<Fetched<Downloaded>> copy(FileTree tree)
        throws IOException, InterruptedException {
      byte[] buffer = new byte[1 << 16];
      try (InputStream in = tree.open(file.name(), bytes);
          FileChannel out = known()) {
        for (int read; (read = in.read(buffer)) >= 0; ) {
          if (Thread.interrupted()) {
            throw new InterruptedException();
          }
          write(out, ByteBuffer.wrap(buffer, 0, read));
          digest.update(buffer, 0, read);
          bytes += read;
          if (bytes > bounds.fileBytes()) {
            return Optional.of(
                new Fetched.Failure<>(
                    Fetched.Kind.TOO_LARGE, tooLarge(file.name(), bounds.fileBytes())));
          }
          if (System.nanoTime() > deadline) {
            return Optional.of(new Fetched.Failure<>(Fetched.Kind.TOO_SLOW, tooSlow(file.name())));
          }
        }
      }
      return Optional.empty();
    }

    /** The file with what is known to be right of it, and no more. */
    private FileChannel known() throws IOException {
      FileChannel out = null;
      try {
        out = FileChannel.open(target, StandardOpenOption.WRITE);
        return out.truncate(bytes).position(bytes);
      } catch (ClosedByInterruptException e) {
        throw e;
      } catch (IOException e) {
        if (out != null) {
          out.close();
        }
        throw new LocalFault(e);
      }
    }

    private static void write(FileChannel out, ByteBuffer all) throws IOException {
      try {
        while (all.hasRemaining()) {
          out.write(all);
        }
      } catch (ClosedByInterruptException e) {
        throw e;
      } catch (IOException e) {
        throw new LocalFault(e);
      }
    }
  }

  /** This machine's disk failed, and not the source. */
  private static final class LocalFault extends IOException {
    private static final long serialVersionUID = 1L;

    LocalFault(IOException cause) {
      super(cause);
    }
  }

  private static Message noRoom(String path) {
    return new Message(
        "Không ghi được '%s' vào đĩa của máy chủ Sen. Giải phóng chỗ trống, kiểm tra quyền ghi rồi thử lại."
            .formatted(path),
        "'%s' cannot be written to the disk of Sen's server. Make room, check permissions, and try again."
            .formatted(path));
  }

  static Message beingWritten(String path) {
    return new Message(
        "Chưa dùng được: '%s' thay đổi trong lúc đọc; sẽ đọc lại ở lần sau. Ghi tệp dưới tên khác rồi đổi tên khi đã ghi xong."
            .formatted(path),
        "Not usable: '%s' changed while it was read; it is read again the next time. Write files under another name, and rename them when they are whole."
            .formatted(path));
  }

  private static Message gone(String path) {
    return new Message(
        "Không có tệp '%s' trong nguồn, hoặc không được đọc nó. Đặt tệp vào đúng chỗ, hoặc sửa mô tả."
            .formatted(path),
        "There is no file '%s' in the source, or it may not be read. Put it there, or mend the description."
            .formatted(path));
  }

  private static Message empty(String path) {
    return new Message(
        "Tệp '%s' rỗng. Kiểm tra chương trình ghi ra nó.".formatted(path),
        "The file '%s' is empty. Check the program that writes it.".formatted(path));
  }

  private static Message tooLarge(String path, long most) {
    return new Message(
        "Tệp '%s' lớn hơn giới hạn %d byte. Chia nhỏ tệp ở nguồn.".formatted(path, most),
        "The file '%s' is over the limit of %d bytes. Split it at the source."
            .formatted(path, most));
  }

  private static Message tooSlow(String path) {
    return new Message(
        "Tệp '%s' không tải xong trong thời hạn. Thử lại khi đường truyền bớt tải.".formatted(path),
        "The file '%s' did not arrive whole in the time allowed. Try again when the connection is less busy."
            .formatted(path));
  }
}
