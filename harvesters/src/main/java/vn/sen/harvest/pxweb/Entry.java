package vn.sen.harvest.pxweb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.sen.harvest.mapping.Statements;
import vn.sen.vocab.Json;

/**
 * What a list says of a level or of a table. It can be remembered as a link, so that a list that is
 * unchanged need not be read again.
 *
 * @param isTable else a level
 * @param path ids, from the database on, joined by {@code /}; of a table of version 2 its id
 * @param text its title as the list has it; may be empty
 * @param updated as the list has it; empty where it does not say
 * @param above titles of the levels that lead to it, the outermost first
 * @param said all else that is worth keeping, as the list has it
 */
record Entry(
    boolean isTable,
    String path,
    String text,
    String updated,
    List<String> above,
    ObjectNode said) {
  Entry {
    above = List.copyOf(above);
  }

  /** A link that is all of this entry. */
  URI link() {
    ObjectNode all = Json.mapper().createObjectNode();
    all.put("table", isTable);
    all.put("path", path);
    all.put("text", text);
    all.put("updated", updated);
    above.forEach(all.putArray("above")::add);
    all.set("said", said);
    return URI.create("#" + Statements.encoded(Statements.clean(all.toString())));
  }

  /** The entry that {@link #link} made; empty for any other link. */
  static Optional<Entry> of(URI link) {
    String fragment = link.getFragment();
    if (fragment == null) {
      return Optional.empty();
    }
    JsonNode all;
    try {
      all = Json.read(fragment, JsonNode.class);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (!(all.path("said") instanceof ObjectNode said)) {
      return Optional.empty();
    }
    List<String> above = new ArrayList<>();
    all.path("above").forEach(level -> above.add(level.asText()));
    return Optional.of(
        new Entry(
            all.path("table").asBoolean(),
            all.path("path").asText(),
            all.path("text").asText(),
            all.path("updated").asText(),
            above,
            said));
  }

  /** The same below levels of these titles. */
  Entry under(List<String> titles) {
    return new Entry(isTable, path, text, updated, titles, said);
  }

  /** Whether both lead to the same thing under the same name. */
  boolean isSameAs(Entry other) {
    return isTable == other.isTable && id().equals(other.id()) && text.equals(other.text);
  }

  private String id() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
