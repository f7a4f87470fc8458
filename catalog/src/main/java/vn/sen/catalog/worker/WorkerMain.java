package vn.sen.catalog.worker;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** The child's side: does one job after another until its parent closes the pipe. */
public final class WorkerMain {
  private WorkerMain() {}

  /** Serves {@code jobs} by name over standard input and output. Never returns. */
  public static void serve(Map<String, WorkerJob> jobs) {
    var in = new DataInputStream(new FileInputStream(FileDescriptor.in));
    var out =
        new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
    // Whatever a library prints must not end up between two messages.
    System.setOut(System.err);

    BlockingQueue<Frames.Request> requests = new ArrayBlockingQueue<>(1);
    Thread.ofPlatform().name("requests").daemon().start(() -> listen(in, requests));
    try {
      Frames.write(out, new Frames.Answer(null, null, false));
      while (true) {
        Frames.write(out, answer(jobs, requests.take()));
      }
    } catch (IOException | InterruptedException e) {
      Runtime.getRuntime().halt(0);
    }
  }

  /** Reads all the time, so that the child ends with its parent, in the middle of a job too. */
  private static void listen(DataInputStream in, BlockingQueue<Frames.Request> requests) {
    try {
      while (true) {
        Optional<Frames.Request> next = Frames.read(in, Frames.Request.class);
        if (next.isEmpty()) {
          break;
        }
        requests.put(next.get());
      }
    } catch (IOException | InterruptedException e) {
      // Ends below, like a closed pipe.
    }
    Runtime.getRuntime().halt(0);
  }

  private static Frames.Answer answer(Map<String, WorkerJob> jobs, Frames.Request request) {
    @Nullable WorkerJob job = jobs.get(request.job());
    if (job == null) {
      return new Frames.Answer(null, "no job called " + request.job(), false);
    }
    try {
      var files =
          new WorkerJob.Files(
              request.inputs().stream().map(Path::of).toList(),
              Path.of(request.output()),
              Path.of(request.temporary()));
      return new Frames.Answer(job.run(request.request(), files), null, false);
    } catch (Throwable e) { // the edge: a stack overflow or a full heap is the job's fault too
      return new Frames.Answer(null, describe(e), isOutOfMemory(e));
    }
  }

  private static boolean isOutOfMemory(Throwable failure) {
    for (@Nullable Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof OutOfMemoryError) {
        return true;
      }
    }
    return false;
  }

  private static String describe(Throwable failure) {
    String text = failure.toString();
    if (failure.getStackTrace().length > 0) {
      text += " at " + failure.getStackTrace()[0];
    }
    return text.length() > 4_000 ? text.substring(0, 4_000) : text;
  }
}
