package vn.sen.harvest.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.harvest.HarvestLog;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.PrivateName;
import vn.sen.harvest.Source;
import vn.sen.harvest.net.Conditions;
import vn.sen.harvest.net.Downloaded;
import vn.sen.harvest.net.Fetched;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.SourceId;

/** A tree of two files that breaks where a test says. */
class TreeConnectorTest {
  private static final byte[] CONTENT = "so\n1\n2\n".getBytes(StandardCharsets.UTF_8);
  private final HarvestLog log = new HarvestLog();
  @TempDir Path scratch;

  private static Source source() {
    return new Source(
        new SourceId("cay"),
        URI.create("file:///srv/cay"),
        new AgencyCode("G09"),
        List.of(),
        OptionalInt.empty());
  }

  /** Its own folder holds a file and a folder. */
  private static class Tree implements FileTree {
    @Override
    public List<Entry> list(String folder, int most) throws IOException {
      return folder.isEmpty()
          ? List.of(file("a.csv"), new Entry("thu-muc", Kind.FOLDER, 0, Instant.EPOCH))
          : List.of(file("thu-muc/b.csv"));
    }

    static Entry file(String path) {
      return new Entry(path, Kind.FILE, CONTENT.length, Instant.EPOCH);
    }

    @Override
    public Optional<Entry> find(String path) {
      return Optional.of(file(path));
    }

    @Override
    public InputStream open(String path, long start) throws IOException {
      return new ByteArrayInputStream(CONTENT, (int) start, CONTENT.length - (int) start);
    }

    @Override
    public void close() {}
  }

  private interface Opening {
    FileTree open() throws IOException;
  }

  private static TreeConnector connector(Opening opening) {
    return new TreeConnector(Bounds.USUAL, Duration.ofMinutes(1), 2, Duration.ZERO) {
      @Override
      public String name() {
        return "cay";
      }

      @Override
      public URI address(String text) {
        return URI.create(text);
      }

      @Override
      protected FileTree open(Source source) throws IOException {
        return opening.open();
      }
    };
  }

  private HarvestOutcome harvest(FileTree tree) throws InterruptedException {
    return connector(() -> tree).harvest(source(), log, log);
  }

  private Fetched<Downloaded> download(Opening opening) throws InterruptedException {
    return connector(opening)
        .download(
            source(), new PrivateName(new SourceId("cay"), "a.csv"), scratch, Conditions.NONE);
  }

  @Test
  void anInterruptionInOtherWordsIsNoGap() {
    var listing =
        new Tree() {
          @Override
          public List<Entry> list(String folder, int most) throws IOException {
            if (folder.isEmpty()) {
              return super.list(folder, most);
            }
            throw new IOException("wrapped", new InterruptedIOException("stopped"));
          }
        };
    var reading =
        new Tree() {
          @Override
          public Optional<String> fingerprint(Entry file) throws IOException {
            throw new InterruptedIOException("stopped");
          }
        };

    assertThatThrownBy(() -> harvest(listing)).isInstanceOf(InterruptedException.class);
    assertThatThrownBy(() -> harvest(reading)).isInstanceOf(InterruptedException.class);
    assertThat(log.rejected()).isEmpty();
  }

  @Test
  void aTimeThatRanOutIsNoInterruption() throws Exception {
    var slow =
        new Tree() {
          @Override
          public List<Entry> list(String folder, int most) throws IOException {
            throw new SocketTimeoutException("no answer");
          }
        };

    assertThat(harvest(slow)).isInstanceOf(HarvestOutcome.Partial.class);
    assertThat(
            download(
                () -> {
                  throw new SocketTimeoutException("no answer");
                }))
        .isInstanceOf(Fetched.Failure.class);
  }

  @Test
  void aDiskThatCannotBeWrittenIsSaidWithoutItsPath() throws Exception {
    Path gone = scratch.resolve("khong-co");

    Fetched<Downloaded> fetched =
        connector(Tree::new)
            .download(
                source(), new PrivateName(new SourceId("cay"), "a.csv"), gone, Conditions.NONE);

    var failure = (Fetched.Failure<Downloaded>) fetched;
    assertThat(failure.kind()).isEqualTo(Fetched.Kind.LOCAL_DISK);
    assertThat(failure.message().en() + failure.message().vi())
        .doesNotContain("khong-co", scratch.toString());
  }

  @Test
  void aFileGoesOnAfterTheBytesThatAreKnown() throws Exception {
    var tried = new java.util.concurrent.atomic.AtomicInteger();
    var breaking =
        new Tree() {
          @Override
          public InputStream open(String path, long start) throws IOException {
            InputStream all = super.open(path, start);
            if (tried.getAndIncrement() > 0) {
              return all;
            }
            try (var files = Files.list(scratch)) {
              // What was written besides, as by a write that failed half way.
              Files.writeString(files.findFirst().orElseThrow(), "rác rưởi dài hơn tệp");
            }
            return new java.io.SequenceInputStream(
                new ByteArrayInputStream(all.readNBytes(3)),
                new InputStream() {
                  @Override
                  public int read() throws IOException {
                    try (var files = Files.list(scratch)) {
                      Files.writeString(
                          files.findFirst().orElseThrow(),
                          "thừa",
                          java.nio.file.StandardOpenOption.APPEND);
                    }
                    throw new IOException("broke off");
                  }
                });
          }
        };

    var fetched = (Fetched.Body<Downloaded>) download(() -> breaking);

    assertThat(Files.readAllBytes(fetched.value().file())).isEqualTo(CONTENT);
  }
}
