package vn.sen.publish.demo;

/**
 * Numbers for sample series: the same words always give the same number, whatever else is drawn, so
 * that last month's figures stay when a month is added.
 */
final class Noise {
  private long state;

  private Noise(long seed) {
    this.state = seed;
  }

  /** A sequence of its own for these words. */
  static Noise of(Object... words) {
    long seed = 0xcbf29ce484222325L;
    for (Object word : words) {
      for (char c : word.toString().toCharArray()) {
        seed = (seed ^ c) * 0x100000001b3L;
      }
      seed = (seed ^ 0x1f) * 0x100000001b3L;
    }
    return new Noise(seed);
  }

  /** An integer of {@code [low, high]}. */
  int between(int low, int high) {
    return low + (int) Long.remainderUnsigned(next(), (long) high - low + 1);
  }

  /** A share of {@code [0, 1)}. */
  double share() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  /** One of {@code choices}. */
  String pick(String... choices) {
    return choices[between(0, choices.length - 1)];
  }

  /** SplitMix64 (Steele, Lea and Flood, 2014). */
  private long next() {
    state += 0x9e3779b97f4a7c15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
