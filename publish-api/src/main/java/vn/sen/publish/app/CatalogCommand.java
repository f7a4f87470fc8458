package vn.sen.publish.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Option;
import vn.sen.vocab.problem.InvalidRequestException;

/**
 * A command on a data directory. Where a server runs on that directory, the server carries it out;
 * otherwise the command opens the directory itself.
 */
@NullUnmarked // picocli fills the fields
abstract class CatalogCommand extends SenCommand {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${SEN_DATA:-sen-data}",
      description = "Data directory (default: ${DEFAULT-VALUE}, or SEN_DATA).")
  Path data;

  /** Does the work; returns an exit code. */
  abstract int run(Program program) throws Exception;

  /**
   * Looks at the words together, before anything is opened.
   *
   * @throws picocli.CommandLine.ParameterException when they make no sense
   */
  void validate() {}

  /** Whether it is of no use without data; else the directory is made. */
  boolean needsData() {
    return true;
  }

  /** The words that a server is given, to carry the command out. */
  List<String> words() {
    return spec.commandLine().getParseResult().originalArgs();
  }

  /** The words with the path of {@code argument} absolute: a server has another directory. */
  List<String> words(ArgSpec argument, Path path) {
    return words(spec.commandLine().getParseResult().originalArgs(), argument, path);
  }

  /** As {@link #words(ArgSpec, Path)}, of {@code words}, of which others are whole already. */
  static List<String> words(List<String> words, ArgSpec argument, Path path) {
    String given = argument.originalStringValues().getFirst();
    String absolute = path.toAbsolutePath().toString();
    return words.stream()
        .map(
            word ->
                word.equals(given)
                    ? absolute
                    : word.startsWith("--") && word.endsWith("=" + given)
                        ? word.substring(0, word.length() - given.length()) + absolute
                        : word)
        .toList();
  }

  /** {@code words} with the paths of those of {@code options} absolute that were given. */
  List<String> words(List<String> words, Map<String, Path> options) {
    List<String> whole = words;
    for (Map.Entry<String, Path> option : options.entrySet()) {
      ArgSpec given = spec.commandLine().getParseResult().matchedOption(option.getKey());
      if (given != null) {
        whole = words(whole, given, option.getValue());
      }
    }
    return whole;
  }

  @Override
  public Integer call() throws Exception {
    validate();
    if (needsData() && !Files.isDirectory(data)) {
      throw new InvalidRequestException(
          "There is no data directory %s; name it with --data, or with SEN_DATA.".formatted(data));
    }
    if (Program.CURRENT.isBound()) {
      return run(Program.CURRENT.get());
    }
    Optional<RunningServer> server = RunningServer.find(data);
    if (server.isPresent()) {
      return server.get().execute(words(), out(), err(), spec);
    }
    try (Program program = Program.open(Settings.load(data))) {
      return run(program);
    }
  }
}
