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
 * @param text all cells as text exactly as they stand, empty ones as the empty string or null, as
 *     {@link vn.sen.catalog.tables.TextTable} writes them
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
