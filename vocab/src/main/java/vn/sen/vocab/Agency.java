package vn.sen.vocab;

import java.util.Optional;

/**
 * Who owns datasets ({@code foaf:Agent}, {@code org:Organization}).
 *
 * @param parent the agency above it, absent at the top
 */
public record Agency(AgencyCode code, LangText name, Optional<AgencyCode> parent) {}
