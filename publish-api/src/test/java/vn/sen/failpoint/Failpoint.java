package vn.sen.failpoint;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What instrumented code calls before and after it makes something last. Notes each such point, or
 * ends the process at one of them, with its children, as a power cut would.
 *
 * <p>On the boot class path, since the JDK's own classes call it.
 */
public final class Failpoint {
  private static final Map<String, AtomicInteger> PASSED = new ConcurrentHashMap<>();
  private static volatile String deadly = "";
  private static volatile int occurrence;
  private static volatile FileOutputStream log;

  private Failpoint() {}

  /** Ends the process when {@code point} is passed for the {@code occurrence}th time, from 1. */
  static void killAt(String point, int occurrence) {
    Failpoint.occurrence = occurrence;
    deadly = point;
  }

  /** Notes each point in a file, a line each. */
  static void noteIn(String file) throws IOException {
    log = new FileOutputStream(file);
  }

  /**
   * A point is passed.
   *
   * @param where a path, or the connection of a database
   */
  public static void pass(String what, Object where) {
    String place = place(where);
    if (place.isEmpty()) {
      return;
    }
    String point = what + " " + place;
    if (point.equals(deadly)
        && PASSED.computeIfAbsent(point, _ -> new AtomicInteger()).incrementAndGet()
            == occurrence) {
      ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
      Runtime.getRuntime().halt(137);
    }
    FileOutputStream to = log;
    if (to != null) {
      try {
        synchronized (to) {
          to.write((point + "\n").getBytes(StandardCharsets.UTF_8));
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** The same for all files of a kind; empty for what nobody writes to. */
  private static String place(Object where) {
    if (where == null) {
      return "";
    }
    try {
      if (where.getClass().getName().startsWith("org.sqlite.")) {
        Object mode = where.getClass().getMethod("getCurrentTransactionMode").invoke(where);
        if (!String.valueOf(mode).equals("IMMEDIATE")) {
          return ""; // it reads
        }
        where = where.getClass().getMethod("getUrl").invoke(where);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    String[] steps = String.valueOf(where).split("/");
    String name = steps[steps.length - 1].replaceAll("[0-9a-f]{8,}|_?[0-9][0-9a-z]*", "*");
    String room = steps.length == 1 ? "" : steps[steps.length - 2];
    if (room.startsWith("generation-")) {
      // Of the index: the list of its segments, or any file of one.
      return "index/" + (name.contains("segments") ? "segments" : "segment");
    }
    if (room.equals("public") || room.matches("[0-9a-f]{2}")) {
      return "files/*";
    }
    return (room.matches("junit-.*|undisturbed") ? "data" : room) + "/" + name;
  }
}
