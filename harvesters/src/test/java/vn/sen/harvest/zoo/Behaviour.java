package vn.sen.harvest.zoo;

import java.io.IOException;
import java.util.Optional;

/** One way for a source to be hostile, or merely odd. */
sealed interface Behaviour permits WireBehaviour, BodyBehaviour, ListBehaviour {

  /** What the server does. */
  @FunctionalInterface
  interface Act {
    void play(Visit visit) throws IOException, InterruptedException;
  }

  String name();

  /** Whether sources of that kind can behave so. */
  boolean fits(Kind kind);

  /** Whether this request is answered so; the others are answered in health. */
  default boolean concerns(Visit visit) {
    return true;
  }

  void act(Visit visit) throws IOException, InterruptedException;

  /** What must be said of it, as a regular expression; empty where it does no harm. */
  Optional<String> says(Kind kind);

  /** What is wrong already when a connection is made. */
  default Optional<Certificates.Trick> trick() {
    return Optional.empty();
  }

  /** The name as people read it. */
  default String words() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }
}
