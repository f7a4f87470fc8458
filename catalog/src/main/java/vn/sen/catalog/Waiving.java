package vn.sen.catalog;

import java.time.LocalDate;
import java.util.Optional;
import vn.sen.vocab.DatasetId;

/**
 * What a steward wants waived.
 *
 * @param table its slug; absent for all tables of the dataset, which is for rules on the dataset
 * @param column by its name; absent for whatever the rule finds
 * @param until the last day
 */
public record Waiving(
    DatasetId dataset,
    Optional<String> table,
    String rule,
    Optional<String> column,
    LocalDate until) {}
