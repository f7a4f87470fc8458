package vn.sen.publish.demo;

import java.util.List;
import vn.sen.vocab.SourceId;

/**
 * What should become of one file of one sample dataset, or of a dataset that has no file. An
 * end-to-end test can hold the platform to it.
 *
 * @param dataset its IRI in DCAT and in CKAN's {@code uri}; a list of files names none
 * @param identifier of the dataset ({@code dct:identifier}); on a CKAN portal its {@code name} too
 * @param file name of the file, unique within the dataset; empty for a dataset without any
 * @param rows of the table as an agency counts them, without header, titles and totals; 0 for no
 *     table
 * @param rules that should have found something, such as {@code CLN-15}; not all that may
 * @param why what is special about it, in a sentence; empty for an ordinary one
 */
public record SamplePromise(
    SourceId source,
    String dataset,
    String identifier,
    String file,
    Expected expected,
    int rows,
    List<String> rules,
    String why) {

  public SamplePromise {
    rules = List.copyOf(rules);
  }
}
