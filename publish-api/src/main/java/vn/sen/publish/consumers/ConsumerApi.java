package vn.sen.publish.consumers;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.Consumer;
import vn.sen.catalog.ConsumerShelf.Erased;
import vn.sen.catalog.ConsumerShelf.Pin;
import vn.sen.catalog.Intake;
import vn.sen.catalog.Lookup;
import vn.sen.harvest.run.ConsumerAccounts;
import vn.sen.harvest.run.ConsumerAccounts.Account;
import vn.sen.harvest.run.ConsumerDesk;
import vn.sen.harvest.run.ConsumerDesk.Answer;
import vn.sen.publish.BootstrapToken;
import vn.sen.publish.Listing;
import vn.sen.publish.Parameters;
import vn.sen.publish.Pools;
import vn.sen.vocab.ConsumerOutcome;
import vn.sen.vocab.Message;
import vn.sen.vocab.TableId;
import vn.sen.vocab.problem.ConflictException;
import vn.sen.vocab.problem.GoneException;
import vn.sen.vocab.problem.InvalidRequestException;
import vn.sen.vocab.problem.NotFoundException;

/** Consumers of a table. Who they are, and what they said, is for whoever has the token. */
@Controller("/api/v1/datasets/{id}/tables/{table}/consumers")
@ExecuteOn(Pools.READS)
@Tag(name = "consumers")
final class ConsumerApi {
  /** Beside the formats of downloads: the rows, to be filtered. */
  static final String ROWS = "rows";

  private static final String SOMEBODY = "bootstrap token";

  private final Lookup lookup;
  private final Catalog catalog;
  private final Intake intake;
  private final ConsumerDesk desk;
  private final ConsumerAccounts accounts;
  private final BootstrapToken token;

  ConsumerApi(
      Catalog catalog,
      Intake intake,
      ConsumerDesk desk,
      ConsumerAccounts accounts,
      BootstrapToken token) {
    this.lookup = new Lookup(catalog);
    this.catalog = catalog;
    this.intake = intake;
    this.desk = desk;
    this.accounts = accounts;
    this.token = token;
  }

  /** What became of an application. */
  record Registered(
      String id,
      String url,
      Optional<Integer> pinned,
      Optional<ConsumerOutcome> published,
      List<Message> unheld) {}

  @Get
  @Operation(
      summary = "How many registered what they rely on; with the token, who they are",
      security = {@SecurityRequirement(name = "bootstrap-token")})
  HttpResponse<Listing<ConsumerJson>> list(
      @Parameter(hidden = true) HttpRequest<?> request, String id, String table) {
    Parameters.of(request);
    boolean toSteward = request.getHeaders().contains(HttpHeaders.AUTHORIZATION);
    if (toSteward) {
      token.admit(request);
    }
    Function<Consumer, ConsumerJson> shown =
        toSteward ? ConsumerJson::toSteward : ConsumerJson::open;
    return HttpResponse.ok(
            Listing.whole(
                catalog.consumers().of(lookup.table(id, table).id()).stream().map(shown).toList()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
  }

  @Get("/{consumer}")
  @Operation(summary = "Which version a consumer can use, since when, and what later ones break")
  HttpResponse<ConsumerJson.Standing> standing(
      @Parameter(hidden = true) HttpRequest<?> request, String id, String table, String consumer) {
    Parameters.of(request);
    return HttpResponse.ok(
            ConsumerJson.Standing.of(accounts.account(lookup.table(id, table).id(), consumer)))
        .header(HttpHeaders.CACHE_CONTROL, "no-cache");
  }

  @Get("/{consumer}/{format}")
  @Operation(
      summary = "Leads to the data of the version that a consumer can use",
      description =
          "{format} is parquet, csv, jsonl, or rows; a query behind rows goes along, as in"
              + " .../rows?limit=10.")
  HttpResponse<?> data(
      @Parameter(hidden = true) HttpRequest<?> request,
      String id,
      String table,
      String consumer,
      String format) {
    Account account = accounts.account(lookup.table(id, table).id(), consumer);
    Pin pin = account.pin().orElseThrow(() -> none(account));
    TableId of = pin.version().id().table();
    int number = pin.version().id().number();
    String query = Optional.ofNullable(request.getUri().getRawQuery()).orElse("");
    URI place =
        URI.create(
            format.equals(ROWS)
                ? "/api/v1/datasets/%s/tables/%s/rows?version=%d%s"
                    .formatted(of.dataset(), of.slug(), number, query.isEmpty() ? "" : "&" + query)
                : "/download/%s/%d.%s".formatted(of, number, extension(format)));
    return HttpResponse.temporaryRedirect(place)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .header("X-Version", Integer.toString(number));
  }

  private static String extension(String format) {
    return Arrays.stream(Catalog.Format.values())
        .map(Catalog.Format::extension)
        .filter(format::equals)
        .findFirst()
        .orElseThrow(
            () ->
                new NotFoundException(
                    "data come as parquet, csv, jsonl or rows, not as '%s'".formatted(format)));
  }

  private static RuntimeException none(Account account) {
    return account.erased().stream()
        .findFirst()
        .map(Erased::message)
        .<RuntimeException>map(GoneException::new)
        .orElseGet(
            () ->
                new NotFoundException(
                    "no published version keeps what consumer %s relies on"
                        .formatted(account.consumer().id())));
  }

  @Post
  @ExecuteOn(Pools.SLOW)
  @Operation(
      summary = "Register what somebody relies on who uses the table",
      description =
          "contract is an Open Data Contract, a Table Schema or CSVW metadata, as a text or as"
              + " JSON. What is published is held against it first; where that does not keep it,"
              + " the answer is 409 and says why, unless evenSo is true.",
      security = {@SecurityRequirement(name = "bootstrap-token")})
  HttpResponse<Registered> register(
      @Parameter(hidden = true) HttpRequest<?> request,
      String id,
      String table,
      @Body ConsumerJson.Application asked)
      throws InterruptedException {
    token.admit(request);
    JsonNode contract = asked.contract();
    if (contract == null || contract.isNull()) {
      throw new InvalidRequestException(
          "'contract' is what the consumer relies on, as a text or as JSON");
    }
    TableId of = lookup.table(id, table).id();
    Answer answer =
        desk.register(
            new ConsumerDesk.Application(
                of,
                new Intake.ConsumerGiven(
                    orEmpty(asked.name()),
                    orEmpty(asked.contact()),
                    contract.isTextual() ? contract.asText() : contract.toString()),
                Boolean.TRUE.equals(asked.evenSo()),
                Optional.ofNullable(asked.by()).filter(b -> !b.isBlank()).orElse(SOMEBODY)));
    return switch (answer) {
      case Answer.Registered(var consumer, var pinned, var published, var unheld) -> {
        String url = ConsumerJson.url(of, consumer.value());
        yield HttpResponse.created(
                new Registered(consumer.value(), url, pinned, published, unheld), URI.create(url))
            .header(HttpHeaders.CACHE_CONTROL, "no-store");
      }
      case Answer.Invalid(List<Message> faults) ->
          throw new InvalidRequestException(
              "the contract cannot be used: "
                  + faults.stream().limit(20).map(Message::en).collect(Collectors.joining("; ")));
      case Answer.NotKnown(int version) ->
          throw new ConflictException(
              "version %d could not be held against the contract. Try again, or send evenSo: true to register it even so."
                  .formatted(version));
      case Answer.NotKept(int version, var outcome) ->
          throw new ConflictException(
              "version %d, which is published, does not keep the contract: %s. Send evenSo: true to register it even so."
                  .formatted(
                      version,
                      outcome.breaks().stream()
                          .map(promise -> promise.rule() + " " + promise.message().en())
                          .collect(Collectors.joining("; "))));
    };
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  @Delete("/{consumer}")
  @Operation(
      summary = "Remove a consumer; name, contact and contract are erased",
      parameters = {
        @Parameter(
            name = "why",
            in = ParameterIn.QUERY,
            required = true,
            schema = @Schema(type = "string")),
        @Parameter(name = "by", in = ParameterIn.QUERY, schema = @Schema(type = "string"))
      },
      security = {@SecurityRequirement(name = "bootstrap-token")})
  HttpResponse<?> remove(
      @Parameter(hidden = true) HttpRequest<?> request, String id, String table, String consumer) {
    token.admit(request);
    Parameters parameters = Parameters.of(request, "why", "by");
    Account account = accounts.account(lookup.table(id, table).id(), consumer);
    intake.removeConsumer(
        account.consumer().id(),
        parameters.text("why").orElse(""),
        parameters.text("by").orElse(SOMEBODY));
    return HttpResponse.noContent();
  }
}
