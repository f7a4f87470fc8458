package vn.sen.harvest.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients for whom names lead where a test says; those with several answers change them in turn.
 */
public final class NamedHosts {
  private NamedHosts() {}

  /**
   * @param answers what each name has, one after the other, the last for ever
   */
  public static SourceClient client(Limits limits, Map<String, List<List<InetAddress>>> answers) {
    Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    return new SourceClient(
        "test@sen.vn",
        limits,
        host -> {
          List<List<InetAddress>> known = answers.get(host);
          if (known == null) {
            throw new UnknownHostException(host);
          }
          int turn = asked.computeIfAbsent(host, _ -> new AtomicInteger()).getAndIncrement();
          return known.get(Math.min(turn, known.size() - 1));
        });
  }
}
