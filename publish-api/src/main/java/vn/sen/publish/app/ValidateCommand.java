package vn.sen.publish.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.sen.vocab.Json;
import vn.sen.vocab.Message;
import vn.sen.vocab.rdf.Parsed;
import vn.sen.vocab.rdf.RdfSyntax;
import vn.sen.vocab.rdf.SafeRdf;
import vn.sen.vocab.rdf.ShaclReport;
import vn.sen.vocab.rdf.Shapes;

@Command(name = "validate", description = "Prints the SHACL report of RDF metadata.")
@NullUnmarked // picocli fills the fields
final class ValidateCommand extends SenCommand {
  @Parameters(arity = "1..*", paramLabel = "FILE")
  List<Path> files;

  @Option(
      names = "--profile",
      defaultValue = "sen",
      description = "dcat-ap-3 or sen (default: sen).")
  String profile;

  @Option(names = "--shapes", paramLabel = "FILE", description = "Other shapes instead.")
  @Nullable Path shapesFile;

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  @Override
  public Integer call() throws IOException {
    Shapes shapes =
        shapesFile == null
            ? Shapes.profile(profile)
            : Shapes.of(Files.readAllBytes(shapesFile), syntax(shapesFile));
    var answers = new ArrayList<Answer>();
    for (Path file : files) {
      Answer answer = validate(file, shapes);
      answers.add(answer);
      if (!json) {
        print(answer);
      }
    }
    if (json) {
      out().println(Json.write(answers));
    }
    return answers.stream().allMatch(Answer::conforms) ? Exit.DONE : Exit.FOUND;
  }

  private static Answer validate(Path file, Shapes shapes) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Answer.unreadable(file, "There is no such file.");
    }
    byte[] bytes = Files.readAllBytes(file);
    return switch (SafeRdf.read(
        bytes, syntax(file), file.toUri().toString(), SafeRdf.DEFAULT_MAX_BYTES)) {
      case Parsed.Unreadable(var message, var line, var column) ->
          Answer.unreadable(
              file,
              message.en()
                  + (line.isPresent()
                      ? " (line %d, column %d)".formatted(line.getAsLong(), column.orElse(1))
                      : ""));
      case Parsed.Graph(var model) -> {
        ShaclReport report = shapes.validate(model);
        yield new Answer(
            file.toString(),
            true,
            Optional.empty(),
            model.size(),
            report.conforms(),
            report.results().stream().map(Result::of).toList());
      }
    };
  }

  private static RdfSyntax syntax(Path file) throws IOException {
    String name = file.getFileName().toString();
    Optional<RdfSyntax> named = RdfSyntax.ofExtension(name.substring(name.lastIndexOf('.') + 1));
    if (named.isPresent()) {
      return named.get();
    }
    try (var in = Files.newInputStream(file)) {
      return RdfSyntax.guess(in.readNBytes(4096)).orElse(RdfSyntax.TURTLE);
    }
  }

  private void print(Answer answer) {
    if (!answer.parsed()) {
      out().printf("%s: %s%n", answer.file(), answer.error().orElse(""));
      return;
    }
    out()
        .printf(
            "%s: %d triples, %s%n",
            answer.file(),
            answer.triples(),
            answer.conforms() ? "conforms" : answer.results().size() + " results");
    for (Result result : answer.results()) {
      out()
          .printf(
              "  - [%s] %s %s: %s%n",
              result.severity().substring(result.severity().lastIndexOf('#') + 1),
              result.focusNode(),
              result.path().orElse(""),
              result.message());
    }
  }

  /** One file, as {@code --json} prints it. */
  record Answer(
      String file,
      boolean parsed,
      Optional<String> error,
      long triples,
      boolean conforms,
      List<Result> results) {
    static Answer unreadable(Path file, String error) {
      return new Answer(file.toString(), false, Optional.of(error), 0, false, List.of());
    }
  }

  /** A result, its message in English. */
  record Result(
      String focusNode, Optional<String> path, String component, String severity, String message) {
    static Result of(ShaclReport.Result result) {
      Message message = result.message();
      return new Result(
          result.focusNode(), result.path(), result.component(), result.severity(), message.en());
    }
  }
}
