package vn.sen.harvest.sdmx;

import java.util.List;
import java.util.Map;

/**
 * What a structure message holds of use to a catalogue.
 *
 * @param flows in the order of the message, all versions
 * @param categories URNs of the categories that a dataflow was put in, by its identifier
 * @param categoryNames names of categories, by URN; empty unless the message carries the schemes
 * @param agencyNames names of agencies, by id; empty unless the message carries the schemes
 */
record Structures(
    List<Dataflow> flows,
    Map<String, List<String>> categories,
    Map<String, List<Words>> categoryNames,
    Map<String, List<Words>> agencyNames)
    implements SdmxAnswer {
  Structures {
    flows = List.copyOf(flows);
    categories = Map.copyOf(categories);
    categoryNames = Map.copyOf(categoryNames);
    agencyNames = Map.copyOf(agencyNames);
  }
}
