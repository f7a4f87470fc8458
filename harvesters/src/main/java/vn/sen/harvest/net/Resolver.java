package vn.sen.harvest.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Names to addresses. Asked once for each request; nothing else in the client resolves. */
@FunctionalInterface
interface Resolver {
  List<InetAddress> resolve(String host) throws UnknownHostException;

  /** What this machine's resolver says. */
  static Resolver system() {
    return host -> List.of(InetAddress.getAllByName(host));
  }
}
