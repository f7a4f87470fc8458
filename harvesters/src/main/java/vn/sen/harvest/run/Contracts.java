package vn.sen.harvest.run;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.rdf.model.Resource;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.vocabulary.DCTerms;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.sen.catalog.DatasetEntry;
import vn.sen.harvest.Source;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.contract.ContractReading;
import vn.sen.harvest.contract.TableSchema;
import vn.sen.harvest.net.Conditions;
import vn.sen.harvest.net.Fetched;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.Distribution;

/** Finds what an agency promises of a table: a table schema its distribution conforms to. */
final class Contracts {
  private static final Logger LOG = LoggerFactory.getLogger(Contracts.class);

  private Contracts() {}

  /** The contract behind {@code dct:conformsTo}; absent when there is none that can be used. */
  static Optional<Contract> find(
      SourceClient client, Source source, DatasetEntry entry, Distribution distribution)
      throws InterruptedException {
    Model description = entry.record().description();
    Resource subject = description.createResource(distribution.subject());
    for (Statement statement : subject.listProperties(DCTerms.conformsTo).toList()) {
      if (!statement.getObject().isURIResource()) {
        continue;
      }
      var address = SourceClient.address(statement.getResource().getURI());
      if (address.isEmpty() || !address.get().getPath().endsWith(".json")) {
        continue;
      }
      Fetched<ContractReading> fetched =
          client.get(source, address.get(), Conditions.NONE, (body, _) -> read(body));
      switch (fetched) {
        case Fetched.Body<ContractReading>(ContractReading.Read(Contract contract), var _) -> {
          return Optional.of(contract);
        }
        case Fetched.Body<ContractReading>(ContractReading.Invalid(var faults), var _) ->
            LOG.info("{} is no table schema: {}", address.get(), faults.getFirst().why().en());
        case Fetched.Failure<ContractReading> failure ->
            LOG.info("no table schema: {}", failure.message().en());
        case Fetched.NotModified<ContractReading> _ ->
            throw new IllegalStateException("nothing was asked under conditions");
      }
    }
    return Optional.empty();
  }

  private static ContractReading read(byte[] body) {
    return TableSchema.read(new String(body, StandardCharsets.UTF_8));
  }
}
