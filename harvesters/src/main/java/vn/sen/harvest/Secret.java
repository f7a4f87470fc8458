package vn.sen.harvest;

/** Words that nobody may read. Printed, logged or written as JSON it says nothing. */
public final class Secret {
  private final String words;

  public Secret(String words) {
    this.words = words;
  }

  /** The words, for whoever shows them to the source. */
  public String reveal() {
    return words;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.words.equals(words);
  }

  @Override
  public int hashCode() {
    return Secret.class.hashCode(); // a hash of the words would say something of them
  }

  @Override
  public String toString() {
    return "***";
  }
}
