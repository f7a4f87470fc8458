package vn.sen.publish.quality;

import java.util.List;
import java.util.Map;
import vn.sen.catalog.CodeListEntry;
import vn.sen.vocab.CodeLists;

/**
 * The code lists there are.
 *
 * @param lists each with its versions, the newest first
 */
public record CodesView(Map<CodeLists.Known, List<CodeListEntry>> lists) {

  /** Where the text of a version is. */
  public String url(CodeListEntry entry) {
    return CodesApi.url(entry);
  }
}
