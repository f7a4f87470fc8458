package vn.sen.harvest.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import vn.sen.vocab.Json;
import vn.sen.vocab.Message;

/**
 * A contract as it is written down.
 *
 * @param text of the file, in UTF-8
 * @param unsaid promises that the form has no words for, and that are therefore not in {@code text}
 */
public record ContractText(String text, List<Message> unsaid) {
  public ContractText {
    unsaid = List.copyOf(unsaid);
  }

  /** Writes {@code contract} so that {@link ContractFile#read} finds the same promises in it. */
  public static ContractText write(Contract contract, ContractForm form, ContractHeading heading) {
    var unsaid = new Unsaid(form);
    contract.unheld().forEach(unsaid::unheld);
    unsaid.file(contract.file());
    if (form != ContractForm.TABLE_SCHEMA) {
      unsaid.match(contract.match());
    }
    if (form != ContractForm.CSVW) {
      contract.others().forEach(unsaid::table);
    }
    ObjectNode written =
        switch (form) {
          case ODCS -> new OpenDataContractWriter(heading, unsaid).write(contract);
          case TABLE_SCHEMA -> new TableSchemaWriter(heading, unsaid).write(contract);
          case CSVW -> new CsvwWriter(heading, unsaid).write(contract);
        };
    return new ContractText(
        form == ContractForm.ODCS ? yaml(written) : json(written), unsaid.all());
  }

  private static String json(JsonNode node) {
    try {
      return Json.mapper()
              .writer()
              .with(SerializationFeature.INDENT_OUTPUT)
              .writeValueAsString(node)
              .replace("\r\n", "\n")
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always JSON", e);
    }
  }

  private static String yaml(JsonNode node) {
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setDereferenceAliases(true)
            .setWidth(100)
            .setUseUnicodeEncoding(true)
            .setSchema(new CautiousYaml())
            .build();
    return new Dump(settings).dumpToString(Json.mapper().convertValue(node, Object.class));
  }
}
