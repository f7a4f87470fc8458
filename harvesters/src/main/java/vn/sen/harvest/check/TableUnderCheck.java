package vn.sen.harvest.check;

import java.nio.file.Path;
import java.util.Optional;
import vn.sen.harvest.ReadReport;
import vn.sen.harvest.contract.Contract;

/**
 * One table version, as the reader handed it over.
 *
 * @param name for people: of the file, or of the table within it
 * @param sha256 of the bytes received, hexadecimal
 * @param text Parquet of all cells as text exactly as they stand, empty ones as the empty string,
 *     and {@code _row}, a BIGINT, the number of the record in the original file
 * @param typed Parquet of the same columns and the same rows in the same order, typed
 * @param contract what the agency promised; absent when it promised nothing
 */
public record TableUnderCheck(
    String name,
    String sha256,
    ReadReport report,
    Path text,
    Path typed,
    Optional<Contract> contract,
    Circumstances circumstances) {}
