package vn.sen.publish.check;

import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.http.multipart.CompletedFileUpload;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.file.PathUtils;
import org.jspecify.annotations.Nullable;
import vn.sen.harvest.run.FileCheck;
import vn.sen.harvest.run.FileCheck.Named;
import vn.sen.vocab.problem.InvalidRequestException;
import vn.sen.vocab.problem.OverloadedException;

/**
 * Takes visitors' files in, one check at a time, so that strangers never take the cores away from
 * harvests and readers. Every request is an owner of its own: no worker sees the files of two.
 */
@Singleton
final class CheckDesk {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  /** A file that comes slower is not waited for, so that it keeps no one else waiting. */
  private static final Duration LONGEST_TRANSFER = Duration.ofMinutes(3);

  private static final int LONGEST_NAME = 200;

  private final FileCheck check;
  private final Uploads uploads;
  private final Semaphore turn = new Semaphore(1, true);

  CheckDesk(FileCheck check, Uploads uploads) {
    this.check = check;
    this.uploads = uploads;
  }

  /** A visitor's files, until it is closed. */
  Visit open() throws IOException {
    return new Visit(Files.createTempDirectory(uploads.directory(), "visit-"));
  }

  /** The day in a form or a parameter; absent when it is left blank. */
  static Optional<LocalDate> day(@Nullable String text) {
    try {
      return Optional.ofNullable(text)
          .map(String::strip)
          .filter(day -> !day.isEmpty())
          .map(LocalDate::parse);
    } catch (DateTimeParseException e) {
      throw new InvalidRequestException(
          "'at' is a day such as 2026-07-01, got '%s'".formatted(text), e);
    }
  }

  /** What one visitor brought; deleted with {@link #close}. */
  final class Visit implements AutoCloseable {
    private final Path directory;
    private final String owner = "visitor-" + UUID.randomUUID();
    private int files;

    private Visit(Path directory) {
      this.directory = directory;
    }

    /** A file of a form; absent where its field was left empty. */
    Optional<Named> take(@Nullable CompletedFileUpload part) throws IOException {
      if (part == null || (part.getSize() == 0 && part.getFilename().isEmpty())) {
        return Optional.empty();
      }
      try (InputStream content = part.getInputStream()) {
        return Optional.of(take(content, part.getFilename()));
      }
    }

    /**
     * The body of a request.
     *
     * @param name as its owner calls it; folders before it don't matter
     * @throws ContentLengthExceededException when it is too large
     * @throws InvalidRequestException when it comes too slowly
     */
    Named take(InputStream content, String name) throws IOException {
      Path target = directory.resolve("received-" + files++);
      Instant end = Instant.now().plus(LONGEST_TRANSFER);
      long taken = 0;
      byte[] buffer = new byte[1 << 16];
      try (OutputStream out = Files.newOutputStream(target)) {
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
          taken += n;
          if (taken > uploads.largest()) {
            throw new ContentLengthExceededException(uploads.largest(), taken);
          }
          if (Instant.now().isAfter(end)) {
            throw new InvalidRequestException(
                "the file did not arrive within %d minutes; send it compressed (gzip, ZIP)"
                    .formatted(LONGEST_TRANSFER.toMinutes()));
          }
          out.write(buffer, 0, n);
        }
      }
      return new Named(target, bare(name));
    }

    /**
     * @param listing whether every failing row is wanted
     */
    FileCheck.Request request(
        Named file,
        Optional<Named> contract,
        Optional<Named> previous,
        Optional<LocalDate> at,
        boolean listing) {
      return new FileCheck.Request(owner, file, contract, previous, at, listing, Optional.empty());
    }

    FileCheck.Outcome check(FileCheck.Request request) throws IOException, InterruptedException {
      return inTurn(() -> check.check(request, directory));
    }

    FileCheck.Marked giveBack(FileCheck.Request request, FileCheck.Outcome.Judged judged)
        throws IOException, InterruptedException {
      return inTurn(() -> check.giveBack(request, judged, directory));
    }

    private <T> T inTurn(Work<T> work) throws IOException, InterruptedException {
      if (!turn.tryAcquire(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new OverloadedException(
            "other files are being checked; try again in a minute, or run 'sen check' yourself");
      }
      try {
        return work.run();
      } finally {
        turn.release();
      }
    }

    /** What {@code file} holds, though the visit ends: on POSIX what is open stays readable. */
    InputStream takeAway(Path file) throws IOException {
      InputStream content = Files.newInputStream(file);
      close();
      return content;
    }

    @Override
    public void close() throws IOException {
      if (Files.exists(directory)) {
        PathUtils.deleteDirectory(directory);
      }
    }
  }

  @FunctionalInterface
  private interface Work<T> {
    T run() throws IOException, InterruptedException;
  }

  /** Without folders, which some browsers send, and of a length that fits a report. */
  private static String bare(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String shown = last.isBlank() ? "file" : last.strip();
    return shown.length() <= LONGEST_NAME ? shown : shown.substring(shown.length() - LONGEST_NAME);
  }
}
