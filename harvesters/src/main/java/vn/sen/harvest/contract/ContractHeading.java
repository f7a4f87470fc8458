package vn.sen.harvest.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.sen.vocab.Message;

/**
 * What stands above the promises of a contract: which one it is.
 *
 * @param table what it is about, by the name of the file or table
 * @param id stays the same as long as the contract lives
 * @param version such as {@code 1.0.0}
 * @param status in ODCS's words, such as {@code proposed}, {@code draft}, {@code active}
 * @param limitations what a reader must know before relying on it; absent when there is nothing
 */
public record ContractHeading(
    String table, String id, String version, String status, Optional<Message> limitations) {

  /**
   * Of a contract that nobody has agreed to yet. The same table has the same id each time.
   *
   * @param source what makes it unlike others of that name, such as a checksum
   */
  public static ContractHeading proposed(String table, String source, Message limitations) {
    return new ContractHeading(
        table, id(table, source), "0.1.0", "proposed", Optional.of(limitations));
  }

  /**
   * Of a contract that is written in another form: what an Open Data Contract says of itself. The
   * other forms say nothing, so what they become is a draft until somebody says more.
   *
   * @param text of the contract, readable as {@link ContractFile#read} reads it
   */
  public static ContractHeading of(String text, String table) {
    JsonNode root = ContractFile.tree(text);
    return new ContractHeading(
        table,
        Faults.text(root, "id").orElseGet(() -> id(table, text)),
        Faults.text(root, "version").orElse("0.1.0"),
        Faults.text(root, "status").orElse("draft"),
        limitations(root.path("description").path("limitations").asText("")));
  }

  /** As {@link OpenDataContractWriter} writes them: Vietnamese, then English. */
  private static Optional<Message> limitations(String text) {
    List<String> lines = text.strip().lines().map(String::strip).toList();
    return lines.size() == 2
        ? Optional.of(new Message(lines.getFirst(), lines.getLast()))
        : Optional.empty();
  }

  private static String id(String table, String source) {
    return UUID.nameUUIDFromBytes((table + '\n' + source).getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}
