package vn.sen.publish.app;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import vn.sen.harvest.contract.Contract;
import vn.sen.harvest.contract.ContractFile;
import vn.sen.harvest.contract.ContractReading;
import vn.sen.harvest.contract.ContractReading.Fault;
import vn.sen.vocab.problem.InvalidRequestException;

/** A contract that a command was given. */
record ContractDocument(Path file, String text) {
  private static final int FAULTS_SHOWN = 20;

  /**
   * @throws InvalidRequestException where there is no such file, or no text in it
   */
  static ContractDocument open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InvalidRequestException("There is no file " + file + ".");
    }
    try {
      return new ContractDocument(file, Files.readString(file));
    } catch (CharacterCodingException e) {
      throw new InvalidRequestException(file + " is no contract: it is no text in UTF-8.");
    }
  }

  /**
   * What it promises of a table.
   *
   * @throws InvalidRequestException where it cannot be used
   */
  Contract contract(String table) {
    return switch (ContractFile.read(text, table)) {
      case ContractReading.Read(Contract read) -> read;
      case ContractReading.Invalid(List<Fault> faults) ->
          throw new InvalidRequestException(
              faults.stream()
                  .limit(FAULTS_SHOWN)
                  .map(fault -> "\n  %s: %s".formatted(fault.where(), fault.why().en()))
                  .collect(Collectors.joining("", file + " is no contract that can be used:", "")));
    };
  }

  /** The name that its file has, as that of a table. */
  String table() {
    return ContractFile.tableOf(file.getFileName().toString());
  }
}
