package vn.sen.catalog.worker;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A worker that does whatever can go wrong. Started as a process of its own. */
final class TestWorker {
  private TestWorker() {}

  public static void main(String[] arguments) {
    WorkerMain.serve(
        Map.<String, WorkerJob>ofEntries(
            Map.entry("echo", (request, files) -> request),
            Map.entry("process", (request, files) -> "" + ProcessHandle.current().pid()),
            Map.entry("copy", TestWorker::copy),
            Map.entry("sleep", TestWorker::sleep),
            Map.entry("heap", TestWorker::fillHeap),
            Map.entry("resident", TestWorker::fillMemory),
            Map.entry("exit", (request, files) -> exit(Integer.parseInt(request))),
            Map.entry("halt", (request, files) -> halt()),
            Map.entry("flood", TestWorker::flood),
            Map.entry("fill", TestWorker::fill),
            Map.entry("print", (request, files) -> print()),
            Map.entry("overflow", (request, files) -> "" + overflow(0)),
            Map.entry("look", TestWorker::look)));
  }

  private static String copy(String request, WorkerJob.Files files) throws Exception {
    Files.copy(files.inputs().getFirst(), files.output().resolve(request));
    return "" + Files.size(files.output().resolve(request));
  }

  private static String sleep(String request, WorkerJob.Files files) throws Exception {
    Thread.sleep(Long.parseLong(request));
    return "slept";
  }

  private static String fillHeap(String request, WorkerJob.Files files) {
    List<byte[]> all = new ArrayList<>();
    while (true) {
      all.add(new byte[1 << 20]);
    }
  }

  /** Memory beside the heap, as a native library takes it. */
  private static String fillMemory(String request, WorkerJob.Files files) throws Exception {
    var arena = java.lang.foreign.Arena.ofShared();
    for (int i = 0; i < 2_000; i++) {
      arena.allocate(1 << 20).fill((byte) 1);
      Thread.sleep(1);
    }
    return "took it all";
  }

  private static String exit(int code) {
    System.err.println("last words");
    System.exit(code);
    return "";
  }

  private static String halt() {
    Runtime.getRuntime().halt(137);
    return "";
  }

  private static String flood(String request, WorkerJob.Files files) throws Exception {
    byte[] megabyte = new byte[1 << 20];
    try (var out = Files.newOutputStream(files.output().resolve("flood"))) {
      while (true) {
        out.write(megabyte);
        Thread.sleep(2);
      }
    }
  }

  /** So many megabytes of temporary files, one each, in a folder, and long enough to be seen. */
  private static String fill(String request, WorkerJob.Files files) throws Exception {
    var folder = Files.createDirectory(files.temporary().resolve("spill"));
    for (int i = 0; i < Integer.parseInt(request); i++) {
      Files.write(folder.resolve("" + i), new byte[1 << 20]);
      Thread.sleep(2);
    }
    Thread.sleep(300);
    return request;
  }

  private static String print() {
    System.out.println("something a library prints");
    return "printed";
  }

  private static int overflow(int depth) {
    return depth < 0 ? 0 : overflow(depth + 1) + 1;
  }

  /** What it can see: environment, user, whether an input can be written, whether it has a net. */
  private static String look(String request, WorkerJob.Files files) throws Exception {
    boolean writable;
    try {
      Files.writeString(files.inputs().getFirst(), "changed");
      writable = true;
    } catch (java.io.IOException e) {
      writable = false;
    }
    boolean loopback;
    try (var socket = new java.net.Socket()) {
      socket.connect(
          new java.net.InetSocketAddress(
              java.net.InetAddress.getLoopbackAddress(), Integer.parseInt(request)),
          1_000);
      loopback = true;
    } catch (java.io.IOException e) {
      loopback = false;
    }
    return String.join(
        " ",
        "user=" + Files.getAttribute(files.output(), "unix:uid"),
        "home=" + System.getenv("HOME"),
        "writable=" + writable,
        "loopback=" + loopback);
  }
}
