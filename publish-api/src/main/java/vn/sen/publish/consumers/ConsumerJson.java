package vn.sen.publish.consumers;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.Consumer;
import vn.sen.catalog.TableVersion;
import vn.sen.harvest.run.ConsumerAccounts.Account;
import vn.sen.harvest.run.ConsumerAccounts.Later;
import vn.sen.vocab.TableId;

/**
 * A consumer in a list.
 *
 * @param who said to stewards alone
 */
record ConsumerJson(
    String id,
    Instant registered,
    String url,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Person> who) {

  /** Who a consumer is, and what they rely on. */
  record Person(String name, String contact, String contract) {}

  static ConsumerJson open(Consumer consumer) {
    return new ConsumerJson(
        consumer.id().value(),
        consumer.registered(),
        url(consumer.table(), consumer.id().value()),
        Optional.empty());
  }

  static ConsumerJson toSteward(Consumer consumer) {
    return new ConsumerJson(
        consumer.id().value(),
        consumer.registered(),
        url(consumer.table(), consumer.id().value()),
        consumer.registration().map(r -> new Person(r.name(), r.contact(), r.contract())));
  }

  static String url(TableId table, String consumer) {
    return "/api/v1/datasets/%s/tables/%s/consumers/%s"
        .formatted(table.dataset(), table.slug(), consumer);
  }

  /**
   * How things stand with a consumer.
   *
   * @param pinned the version it can use; absent while there is none
   * @param freshUntil the last day on which that is as fresh as it relies on; absent when it does
   *     not
   * @param later versions published since, last first, with what each breaks
   * @param erased versions that it could use until their bytes were erased
   */
  record Standing(
      String id,
      String table,
      Instant registered,
      Optional<Pinned> pinned,
      Optional<LocalDate> freshUntil,
      boolean fresh,
      List<Later> later,
      List<Erased> erased) {
    static Standing of(Account account) {
      Consumer consumer = account.consumer();
      return new Standing(
          consumer.id().value(),
          consumer.table().toString(),
          consumer.registered(),
          account.pin().map(pin -> Pinned.of(pin.version(), consumer)),
          account.freshUntil(),
          account.isFresh(),
          account.later(),
          account.erased().stream()
              .map(gone -> new Erased(gone.version().number(), gone.message()))
              .toList());
    }
  }

  /**
   * The version a consumer is kept at.
   *
   * @param since when it was judged
   * @param data addresses that always lead to the version the consumer can use
   */
  record Pinned(int version, Instant since, long rows, List<Link> data) {
    static Pinned of(TableVersion version, Consumer consumer) {
      String base = url(consumer.table(), consumer.id().value());
      return new Pinned(
          version.id().number(),
          version.judged(),
          version.rows(),
          Stream.concat(
                  Arrays.stream(Catalog.Format.values()).map(Catalog.Format::extension),
                  Stream.of(ConsumerApi.ROWS))
              .map(format -> new Link(format, base + "/" + format))
              .toList());
    }
  }

  /** Where a format is. */
  record Link(String format, String url) {}

  /** A version that is gone, and why. */
  record Erased(int version, String reason) {}

  /**
   * What a steward sends to register somebody.
   *
   * @param contract the document, as a text or, where it is JSON, as it is
   * @param evenSo to be registered though what is published does not keep the contract
   * @param by who registers; the bootstrap token where it is left out
   */
  record Application(
      @Nullable String name,
      @Nullable String contact,
      @Nullable JsonNode contract,
      @Nullable Boolean evenSo,
      @Nullable String by) {}
}
