package vn.sen.harvest.run;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.io.FileUtils;
import vn.sen.vocab.Message;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.problem.InvalidRequestException;

/**
 * How many bytes of files one source may take up here: as received and as tables, every release,
 * equal ones once. Safe for many threads.
 */
public final class Quota {
  /** The option of a source that has one of its own. */
  public static final String OPTION = "quota";

  /** What {@link #OPTION} says where a source is to have the usual quota again. */
  private static final String USUAL = "default";

  private static final Pattern SIZE = Pattern.compile("(\\d{1,15})\\s*(?:([KMGT])(?:I?B)?|B)?");

  private final SourceId source;
  private final long most;
  private final Set<String> hashes;
  private final AtomicLong held;

  /**
   * @param own as the source's {@link #OPTION} says; absent for one that never had its own
   * @param usual bytes, for a source without a quota of its own
   * @param hashes SHA-256 of what it has already
   * @param held bytes that this takes up
   */
  Quota(SourceId source, Optional<String> own, long usual, Set<String> hashes, long held) {
    this.source = source;
    this.most = own.flatMap(Quota::parseOption).orElse(usual);
    this.hashes = ConcurrentHashMap.newKeySet();
    this.hashes.addAll(hashes);
    this.held = new AtomicLong(held);
  }

  /**
   * Bytes as {@link #OPTION} gives them; absent where it says {@code default}.
   *
   * @throws InvalidRequestException when it says neither
   */
  public static Optional<Long> parseOption(String text) {
    return text.strip().equalsIgnoreCase(USUAL) ? Optional.empty() : Optional.of(parse(text));
  }

  /**
   * Bytes from the way people write them: {@code 5368709120}, {@code 5G}, {@code 500 MB}; a K is
   * 1,024.
   *
   * @throws InvalidRequestException when it is none, or 0
   */
  public static long parse(String text) {
    Matcher size = SIZE.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (size.matches()) {
      long number = Long.parseLong(size.group(1));
      int shift = size.group(2) == null ? 0 : 10 * " KMGT".indexOf(size.group(2));
      if (number > 0 && number <= Long.MAX_VALUE >> shift) {
        return number << shift;
      }
    }
    throw new InvalidRequestException(
        "Hạn mức là số byte lớn hơn 0, như 20G hoặc 500M, không phải '%s'. A quota is a number of bytes above 0, such as 20G or 500M, got '%s'."
            .formatted(text, text));
  }

  /** As it stands. */
  SourceDesk.Room room() {
    return new SourceDesk.Room(held.get(), most);
  }

  boolean isFull() {
    return held.get() >= most;
  }

  /** Whether it has those bytes already: to keep them again costs nothing. */
  boolean holds(String sha256) {
    return hashes.contains(sha256);
  }

  /** Takes room for so many bytes; false, and none is taken, where there is not so much. */
  boolean take(long bytes) {
    while (true) {
      long before = held.get();
      if (bytes > most - before) {
        return false;
      }
      if (held.compareAndSet(before, before + bytes)) {
        return true;
      }
    }
  }

  /** Gives back what was taken for bytes that are not kept. */
  void giveBack(long bytes) {
    held.addAndGet(-bytes);
  }

  /** It has those bytes from now on. */
  void kept(String sha256) {
    hashes.add(sha256);
  }

  /** Why a file is not taken in. */
  Message exceeded() {
    String taken = FileUtils.byteCountToDisplaySize(held.get());
    String allowed = FileUtils.byteCountToDisplaySize(most);
    return new Message(
        "Tệp của nguồn %s chiếm %s trong hạn mức %s, không còn chỗ cho tệp này. Nâng hạn mức ('sen source add … --quota' hoặc sen.harvest.quota), hoặc để nguồn bớt tệp."
            .formatted(source, taken, allowed),
        "The files of source %s take up %s of its quota of %s; there is no room for this one. Raise the quota ('sen source add ... --quota' or sen.harvest.quota), or have the source offer less."
            .formatted(source, taken, allowed));
  }
}
