package vn.sen.harvest.net;

import java.net.IDN;
import java.util.Hashtable;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/** Whether the domain of a mailbox takes mail, as its name servers say (RFC 5321, section 5). */
@FunctionalInterface
public interface MailDomains {

  Standing find(String domain);

  /** What name servers say of a domain. */
  enum Standing {
    /** It has a mail server, or at least an address. */
    RESOLVES,
    /** There is no such domain, or it says that it takes no mail. */
    RESOLVES_NOT,
    /** Nobody could be asked: that is not the domain's fault. */
    UNKNOWN
  }

  /** The domain behind the last {@code @}, ASCII; absent when it is no mailbox. */
  static Optional<String> domain(String mailbox) {
    String bare = mailbox.strip().replaceFirst("(?i)^mailto:", "").replaceFirst("\\?.*$", "");
    int at = bare.lastIndexOf('@');
    if (at < 1) {
      return Optional.empty();
    }
    try {
      String ascii = IDN.toASCII(bare.substring(at + 1)).toLowerCase(Locale.ROOT);
      return Optional.of(ascii).filter(NameServers.DOMAIN.asMatchPredicate());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What this machine's name servers say. */
  static MailDomains system() {
    return new NameServers();
  }

  /** Asks through the JDK's own client for name servers. */
  final class NameServers implements MailDomains {
    static final Pattern DOMAIN =
        Pattern.compile("(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]*");

    private NameServers() {}

    // What name servers say is text: the provider for DNS makes no objects of it.
    @SuppressWarnings("BanJNDI")
    @Override
    public Standing find(String domain) {
      var environment = new Hashtable<String, String>();
      environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
      environment.put("com.sun.jndi.dns.timeout.initial", "2000");
      environment.put("com.sun.jndi.dns.timeout.retries", "2");
      try {
        var servers = new InitialDirContext(environment);
        try {
          Attribute mail = servers.getAttributes(domain, new String[] {"MX"}).get("MX");
          if (mail != null) {
            return mail.size() == 1 && isNull(mail.get(0).toString())
                ? Standing.RESOLVES_NOT
                : Standing.RESOLVES;
          }
          return servers.getAttributes(domain, new String[] {"A", "AAAA"}).size() > 0
              ? Standing.RESOLVES
              : Standing.RESOLVES_NOT;
        } finally {
          servers.close();
        }
      } catch (NameNotFoundException e) {
        return Standing.RESOLVES_NOT;
      } catch (NamingException e) {
        return Standing.UNKNOWN;
      }
    }

    /** RFC 7505: {@code 0 .} says that no mail is taken. */
    private static boolean isNull(String exchange) {
      return exchange.strip().matches("\\d+\\s+\\.");
    }
  }
}
