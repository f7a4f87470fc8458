package vn.sen.harvest.dcat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import vn.sen.harvest.net.Answer;
import vn.sen.harvest.net.WrongContentException;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Message;

/** One of the datasets, series and services that a document in RDF describes. */
public sealed interface DcatRecord {

  record Usable(CatalogRecord record) implements DcatRecord {}

  record Unusable(String identifier, Message why) implements DcatRecord {}

  /**
   * All that a document describes, in a fixed order; what it only names is unusable. Pages that it
   * leads to are not read.
   *
   * @param base of the source; names blank nodes
   * @throws WrongContentException when it is no RDF, or no DCAT
   */
  static List<DcatRecord> in(byte[] body, Answer answer, URI base) throws WrongContentException {
    DcatPage page = DcatPage.READER.read(body, answer);
    var split = new DcatSplitter(page.model(), base, Identities.ofOne()).split();
    List<DcatRecord> records = new ArrayList<>();
    for (DcatSplitter.Entry entry : split.entries()) {
      records.add(
          switch (entry) {
            case DcatSplitter.Entry.Usable(CatalogRecord record) -> new Usable(record);
            case DcatSplitter.Entry.Waiting(CatalogRecord record) -> new Usable(record);
            case DcatSplitter.Entry.Unusable(String identifier, Message why) ->
                new Unusable(identifier, why);
          });
    }
    for (String name : split.onlyNamed()) {
      records.add(
          new Unusable(
              name,
              new Message(
                  "Không dùng được: tệp chỉ nêu tên bộ dữ liệu này, không mô tả nó. Đưa mô tả vào"
                      + " cùng tệp.",
                  "Not usable: the file only names this dataset and does not describe it. Put its"
                      + " description into the same file.")));
    }
    return records;
  }
}
