package vn.sen.harvest.read;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often each word occurs, up to a number of different ones. A word is bytes: to make a string
 * of each that is met would take most of the time to look at a file.
 */
final class WordCounts {
  private static final int DISTINCT = 20_000;

  private static final class Entry {
    private final byte[] word;
    private int times;

    Entry(byte[] word) {
      this.word = word;
    }
  }

  /** Places in {@code entries}, from 1; some more than there can be words, a power of two. */
  private final int[] slots = new int[Integer.highestOneBit(DISTINCT) << 2];

  /** Of chance, so that nobody can send words that all fall into one place. */
  private final int multiplier = ThreadLocalRandom.current().nextInt() | 1;

  private final List<Entry> entries = new ArrayList<>();

  void count(byte[] bytes, int length) {
    int hash = length;
    for (int i = 0; i < length; i++) {
      hash = multiplier * hash + bytes[i];
    }
    int slot = (hash ^ hash >>> 15) & slots.length - 1;
    while (slots[slot] > 0) {
      Entry entry = entries.get(slots[slot] - 1);
      if (Arrays.equals(entry.word, 0, entry.word.length, bytes, 0, length)) {
        entry.times++;
        return;
      }
      slot = slot + 1 & slots.length - 1;
    }
    if (entries.size() < DISTINCT) {
      var entry = new Entry(Arrays.copyOf(bytes, length));
      entry.times = 1;
      entries.add(entry);
      slots[slot] = entries.size();
    }
  }

  /** Each word, its bytes as ISO 8859-1, and how often it occurs. */
  Map<String, Integer> all() {
    var all = new HashMap<String, Integer>();
    for (Entry entry : entries) {
      all.put(new String(entry.word, StandardCharsets.ISO_8859_1), entry.times);
    }
    return all;
  }
}
