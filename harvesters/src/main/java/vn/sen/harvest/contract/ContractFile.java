package vn.sen.harvest.contract;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import vn.sen.vocab.Json;
import vn.sen.vocab.Message;

/**
 * Reads what an agency promises of a table, in whichever form it says so: an Open Data Contract
 * (ODCS v3, as YAML or JSON), a Frictionless Table Schema or Data Package, or CSVW metadata.
 */
public final class ContractFile {
  /** Far more than any contract is long. */
  private static final int LONGEST = 5_000_000;

  private static final int DEEPEST = 50;

  private ContractFile() {}

  /**
   * Reads {@code text}; what is wrong with it is a value, never thrown.
   *
   * @param table the name of the table it is held against, which decides where the contract is
   *     about several
   */
  public static ContractReading read(String text, String table) {
    if (text.length() > LONGEST) {
      return invalid(
          "",
          "Hợp đồng dài quá %,d ký tự.".formatted(LONGEST),
          "The contract is longer than %,d characters.".formatted(LONGEST));
    }
    JsonNode root;
    try {
      root = parse(text);
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      return invalid(
          at == null ? "" : "line %d, column %d".formatted(at.getLineNr(), at.getColumnNr()),
          "Không phải JSON: " + reason(e),
          "Not JSON: " + reason(e));
    } catch (MarkedYamlEngineException e) {
      return invalid(
          e.getProblemMark().map(ContractFile::place).orElse(""),
          "Không phải YAML: " + e.getProblem(),
          "Not YAML: " + e.getProblem());
    } catch (YamlEngineException | IllegalArgumentException e) {
      return invalid("", "Không phải YAML: " + e.getMessage(), "Not YAML: " + e.getMessage());
    }
    if (OpenDataContract.isOne(root)) {
      return OpenDataContract.read(root, table);
    }
    if (CsvwMetadata.isOne(root)) {
      return CsvwMetadata.read(root, table);
    }
    return DataPackage.isOne(root) ? DataPackage.read(root, table) : TableSchema.read(root);
  }

  /**
   * Without where what is open began: that is said in words that only the parser's authors know.
   */
  private static String reason(JsonProcessingException e) {
    return e.getOriginalMessage().replaceFirst(" \\(start marker.*", "");
  }

  /**
   * The name by which a contract about several tables knows the table of a file: that of the file,
   * without its folders and extensions.
   *
   * @param file a path or an address
   */
  public static String tableOf(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    int dot = name.indexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /**
   * The document itself.
   *
   * @throws IllegalArgumentException when {@link #read} would say that it is neither JSON nor YAML
   */
  static JsonNode tree(String text) {
    try {
      return parse(text);
    } catch (JsonProcessingException | YamlEngineException e) {
      throw new IllegalArgumentException("neither JSON nor YAML", e);
    }
  }

  private static JsonNode parse(String text) throws JsonProcessingException {
    String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return isJson(bare) ? Json.mapper().readTree(bare) : yaml(bare);
  }

  private static boolean isJson(String text) {
    String start = text.stripLeading();
    return start.startsWith("{") || start.startsWith("[");
  }

  /** YAML 1.2: dates stay text, and {@code no} is no Boolean. */
  private static JsonNode yaml(String text) {
    LoadSettings settings =
        LoadSettings.builder().setCodePointLimit(LONGEST).setAllowDuplicateKeys(false).build();
    demandPlain(new Parse(settings).parseString(text));
    Object loaded = new Load(settings).loadFromString(text);
    return loaded == null
        ? JsonNodeFactory.instance.missingNode()
        : Json.mapper().valueToTree(loaded);
  }

  /** What is made of the events is made recursively, and aliases make much of little. */
  private static void demandPlain(Iterable<Event> events) {
    int depth = 0;
    for (Event event : events) {
      switch (event.getEventId()) {
        case SequenceStart, MappingStart -> depth++;
        case SequenceEnd, MappingEnd -> depth--;
        case Alias ->
            throw new YamlEngineException(
                "aliases (*) are not read; write out what they stand for");
        default -> {
          // Neither opens nor closes anything.
        }
      }
      if (depth > DEEPEST) {
        throw new YamlEngineException("more than " + DEEPEST + " levels");
      }
    }
  }

  private static String place(Mark mark) {
    return "line %d, column %d".formatted(mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static ContractReading invalid(String where, String vi, String en) {
    return new ContractReading.Invalid(
        List.of(new ContractReading.Fault(where, new Message(vi, en))));
  }
}
