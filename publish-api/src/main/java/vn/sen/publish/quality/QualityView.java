package vn.sen.publish.quality;

import java.util.List;
import java.util.Map;
import vn.sen.catalog.SearchPage.FacetValue;
import vn.sen.vocab.Dimension;
import vn.sen.vocab.Rule;

/**
 * How Sen judges, and with what result so far.
 *
 * @param datasets all there are
 */
public record QualityView(
    Map<Dimension, List<Rule>> rules, String ruleSet, List<FacetValue> grades, long datasets) {}
