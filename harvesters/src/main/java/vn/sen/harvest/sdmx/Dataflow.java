package vn.sen.harvest.sdmx;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A dataflow as a structure message describes it, whichever way the message is written.
 *
 * @param agency who maintains it; empty where the message does not say
 * @param id within the agency; empty where the message does not say
 * @param version {@code 1.0} where the message does not say
 * @param structure URN of its data structure definition
 * @param isElsewhere whether the service only points to another that has it
 * @param elsewhere where that other has it
 * @param beside what has no place in DCAT, by name
 */
record Dataflow(
    String agency,
    String id,
    String version,
    List<Words> names,
    List<Words> descriptions,
    Optional<String> structure,
    boolean isElsewhere,
    Optional<String> elsewhere,
    List<Annotation> annotations,
    Map<String, String> beside) {

  /**
   * What a service says in its own terms.
   *
   * @param name its type, else its id; empty where it has neither
   * @param words its title, value, address and texts
   */
  record Annotation(String name, List<Words> words) {
    Annotation {
      words = List.copyOf(words);
    }
  }

  /** What a version is when nothing is said of it. */
  static final String FIRST_VERSION = "1.0";

  private static final Pattern VERSION =
      Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,9}))?(?:\\.(\\d{1,9}))?(-.*)?");

  /** The older first; a draft comes before what it is a draft of. What is no version is oldest. */
  static final Comparator<Dataflow> BY_VERSION =
      Comparator.comparing(
              Dataflow::parts, Comparator.comparingInt((Matcher m) -> m.matches() ? 1 : 0))
          .thenComparingLong(flow -> flow.part(1))
          .thenComparingLong(flow -> flow.part(2))
          .thenComparingLong(flow -> flow.part(3))
          .thenComparing(flow -> flow.extension().isEmpty())
          .thenComparing(Dataflow::extension)
          .thenComparing(Dataflow::version);

  Dataflow {
    names = List.copyOf(names);
    descriptions = List.copyOf(descriptions);
    annotations = List.copyOf(annotations);
    beside = Map.copyOf(beside);
  }

  /** {@code agency:id}, the same for all versions. */
  String identifier() {
    return agency + ":" + id;
  }

  private Matcher parts() {
    return VERSION.matcher(version);
  }

  private long part(int number) {
    Matcher parts = parts();
    return parts.matches()
        ? Optional.ofNullable(parts.group(number)).map(Long::parseLong).orElse(0L)
        : -1;
  }

  private String extension() {
    Matcher parts = parts();
    return parts.matches() ? Optional.ofNullable(parts.group(4)).orElse("") : "";
  }
}
