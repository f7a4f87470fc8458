package vn.sen.catalog.worker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a worker can be shut in on this machine: the commands in front of its own, each of which
 * replaces itself by the next, so that the process id stays that of the worker. What a system does
 * not offer is left out, and said once.
 *
 * @param prefix in front of the JVM's command
 * @param otherUser whether workers run as {@link #NOBODY}
 */
record Isolation(List<String> prefix, boolean otherUser) {
  private static final Logger LOG = LoggerFactory.getLogger(Isolation.class);

  /** The user with no rights; every Linux has it. */
  static final int NOBODY = 65534;

  static Isolation detect(WorkerLimits limits, List<Path> mustReach) {
    var prefix = new ArrayList<String>();
    var missing = new ArrayList<String>();
    boolean root = "root".equals(System.getProperty("user.name"));

    Optional<List<String>> network =
        firstThatRuns(List.of(List.of("unshare", "-n"), List.of("unshare", "-r", "-n")));
    network.ifPresentOrElse(prefix::addAll, () -> missing.add("no network of its own"));

    Optional<List<String>> user = Optional.empty();
    Optional<Path> unreachable = mustReach.stream().filter(p -> !isOpenToAll(p)).findFirst();
    if (root && unreachable.isEmpty()) {
      String id = Integer.toString(NOBODY);
      user =
          firstThatRuns(
              List.of(
                  List.of(
                      "setpriv",
                      "--reuid=" + id,
                      "--regid=" + id,
                      "--clear-groups",
                      "--bounding-set=-all",
                      "--no-new-privs")));
    }
    user.ifPresentOrElse(
        prefix::addAll,
        () ->
            missing.add(
                "no other user"
                    + (root
                        ? unreachable.map(p -> " (it cannot reach " + p + ")").orElse("")
                        : "")));

    firstThatRuns(
            List.of(
                List.of(
                    "prlimit",
                    "--as=" + limits.addressSpaceBytes(),
                    "--core=0",
                    "--nofile=" + limits.openFiles(),
                    "--fsize=" + limits.outputBytes())))
        .ifPresentOrElse(prefix::addAll, () -> missing.add("no limit on address space"));

    if (!missing.isEmpty()) {
      LOG.warn("Workers are less shut in than they could be: {}", String.join(", ", missing));
    }
    return new Isolation(List.copyOf(prefix), user.isPresent());
  }

  /** The first of {@code commands}, its tool as an absolute path, in front of which others run. */
  private static Optional<List<String>> firstThatRuns(List<List<String>> commands) {
    for (List<String> command : commands) {
      Optional<Path> tool = find(command.getFirst());
      Optional<Path> nothing = find("true");
      if (tool.isEmpty() || nothing.isEmpty()) {
        continue;
      }
      var absolute = new ArrayList<>(command);
      absolute.set(0, tool.get().toString());
      var probe = new ArrayList<>(absolute);
      probe.add(nothing.get().toString());
      if (runs(probe)) {
        return Optional.of(absolute);
      }
    }
    return Optional.empty();
  }

  private static boolean runs(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Optional<Path> find(String tool) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
    for (String directory : path.split(File.pathSeparator)) {
      Path candidate = Path.of(directory, tool);
      if (Files.isExecutable(candidate)) {
        return Optional.of(candidate.toAbsolutePath());
      }
    }
    return Optional.empty();
  }

  /** Whether a user without rights gets to {@code path}. */
  private static boolean isOpenToAll(Path path) {
    try {
      Path real = path.toRealPath();
      if (!WorkerProgram.isPosix(real)) {
        return false;
      }
      if (!Files.getPosixFilePermissions(real).contains(PosixFilePermission.OTHERS_READ)) {
        return false;
      }
      for (Path parent = real.getParent(); parent != null; parent = parent.getParent()) {
        if (!Files.getPosixFilePermissions(parent).contains(PosixFilePermission.OTHERS_EXECUTE)) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
