package vn.sen.harvest.run;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.jena.rdf.model.AnonId;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.vocabulary.DCTerms;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.catalog.DatasetEntry;
import vn.sen.harvest.PrivateName;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.contract.ContractFile;
import vn.sen.harvest.contract.ContractReading;
import vn.sen.harvest.net.Fetched;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.Distribution;
import vn.sen.vocab.Message;

/** Finds what an agency promises of a table: a contract its distribution conforms to. */
final class Contracts {
  private static final Logger LOG = LoggerFactory.getLogger(Contracts.class);

  private Contracts() {}

  /** The contract behind {@code dct:conformsTo}: the first that can be used. */
  static Found find(FileFetch fetch, DatasetEntry entry, Distribution distribution, Path scratch)
      throws IOException, InterruptedException {
    Optional<Message> fault = Optional.empty();
    Model description = entry.record().description();
    Resource subject = subject(description, distribution);
    for (Statement statement : subject.listProperties(DCTerms.conformsTo).toList()) {
      if (!statement.getObject().isURIResource()) {
        continue;
      }
      String linked = statement.getResource().getURI();
      Optional<URI> address =
          fetch.find(linked).map(PrivateName::uri).or(() -> SourceClient.address(linked));
      if (address.isEmpty() || !isContract(address.get())) {
        continue;
      }
      Fetched<ContractReading> fetched =
          fetch.read(address.get(), scratch, (body, _) -> read(body, distribution));
      switch (fetched) {
        case Fetched.Body<ContractReading>(ContractReading.Read(Contract contract), var _) -> {
          return new Found(Optional.of(contract), Optional.empty());
        }
        case Fetched.Body<ContractReading>(ContractReading.Invalid(var faults), var _) ->
            fault = Optional.of(invalid(address.get(), faults.getFirst()));
        case Fetched.Failure<ContractReading> failure -> {
          // The report is public; what our network says of that address is not.
          LOG.info("no table schema: {}", failure.message().en());
          fault = Optional.of(unreachable(address.get()));
        }
        case Fetched.NotModified<ContractReading> _ ->
            throw new IllegalStateException("nothing was asked under conditions");
      }
    }
    return new Found(Optional.empty(), fault);
  }

  /** As the description has it: by its IRI, or as a node without one. */
  private static Resource subject(Model description, Distribution distribution) {
    return distribution.subject().contains(":")
        ? description.createResource(distribution.subject())
        : description.createResource(new AnonId(distribution.subject()));
  }

  private static Message unreachable(URI address) {
    URI shown = SourceClient.shown(address);
    return new Message(
        "không tải được lược đồ %s. Hãy sửa liên kết dct:conformsTo hoặc máy chủ.".formatted(shown),
        "the schema %s cannot be fetched. Mend the dct:conformsTo link or its server."
            .formatted(shown));
  }

  private static Message invalid(URI address, ContractReading.Fault fault) {
    URI shown = SourceClient.shown(address);
    return new Message(
        "%s không phải lược đồ bảng dùng được: %s".formatted(shown, fault.why().vi()),
        "%s is no table schema that can be used: %s".formatted(shown, fault.why().en()));
  }

  private static ContractReading read(byte[] body, Distribution distribution) {
    return ContractFile.read(
        new String(body, StandardCharsets.UTF_8),
        ContractFile.tableOf(distribution.downloadUrl().orElse("")));
  }

  private static boolean isContract(URI address) {
    String path =
        address.getSchemeSpecificPart().replaceFirst("[?].*$", "").toLowerCase(Locale.ROOT);
    return Stream.of(".json", ".yaml", ".yml").anyMatch(path::endsWith);
  }

  /**
   * What was found.
   *
   * @param fault why what is linked as a contract cannot be used; absent when there is one that
   *     can, or none is linked
   */
  record Found(Optional<Contract> contract, Optional<Message> fault) {}
}
