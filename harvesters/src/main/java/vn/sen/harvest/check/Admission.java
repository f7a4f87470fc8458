package vn.sen.harvest.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.jena.rdf.model.RDFNode;
import org.apache.jena.rdf.model.Statement;
import org.apache.jena.rdf.model.StmtIterator;
import vn.sen.vocab.CatalogRecord;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.Message;
import vn.sen.vocab.Severity;

/** The door for records: listed with all they lack, or rejected with the reason. */
public sealed interface Admission {

  /** The record is in the catalogue, whatever becomes of its tables. */
  record Listed(Dataset dataset) implements Admission {}

  /** The record can't be listed; at least one reason. */
  record Rejected(List<Reason> reasons) implements Admission {
    public Rejected {
      reasons = List.copyOf(reasons);
    }
  }

  /** Why a record can't be listed: the rule it breaks, and the cure. */
  record Reason(String rule, Severity severity, Message message) {}

  /** Judges a record by its description: a title, and nothing dangerous. */
  static Admission judge(CatalogRecord record) {
    Dataset dataset = Dataset.of(record);
    var reasons = new ArrayList<Reason>();
    if (dataset.title().byLanguage().values().stream().allMatch(String::isBlank)) {
      reasons.add(
          new Reason(
              "COM-01",
              Severity.BLOCK,
              new Message(
                  "Bản ghi \"%s\" không có tên (dct:title), nên không ai tìm được. Đặt tên cho bộ dữ liệu rồi công bố lại."
                      .formatted(record.identifier()),
                  "The record '%s' has no title (dct:title), so nobody could find it. Give the dataset a title and publish it again."
                      .formatted(record.identifier()))));
    }
    StmtIterator statements = record.description().listStatements();
    while (statements.hasNext()) {
      Statement statement = statements.next();
      if (isDangerous(statement.getObject())) {
        String property = statement.getPredicate().getLocalName();
        reasons.add(
            new Reason(
                "CLN-14",
                Severity.BLOCK,
                new Message(
                    "Bản ghi \"%s\" có mã chạy được trong %s (thẻ script, liên kết javascript: hoặc data:). Bỏ đoạn mã đó rồi công bố lại."
                        .formatted(record.identifier(), property),
                    "The record '%s' has active content in %s (a script, a javascript: or data: link). Remove it and publish the record again."
                        .formatted(record.identifier(), property))));
        break;
      }
    }
    statements.close();
    return reasons.isEmpty() ? new Listed(dataset) : new Rejected(reasons);
  }

  private static boolean isDangerous(RDFNode node) {
    if (node.isURIResource()) {
      String iri = node.asResource().getURI().strip().toLowerCase(Locale.ROOT);
      return iri.startsWith("javascript:")
          || iri.startsWith("vbscript:")
          || iri.startsWith("data:text/html");
    }
    return node.isLiteral()
            && node.asLiteral().getLexicalForm().indexOf('<') >= 0
            && Active.CONTENT.matcher(node.asLiteral().getLexicalForm()).find()
        || node.isLiteral() && Active.LINK.matcher(node.asLiteral().getLexicalForm()).find();
  }

  /** What a browser would run. */
  final class Active {
    static final Pattern CONTENT =
        Pattern.compile(
            "<\\s{0,40}(script|iframe|object|embed)\\b|<[^<>]{1,2000}\\son[a-z]{1,40}\\s{0,40}=|(href|src)\\s*=\\s*[\"']?\\s*javascript:",
            Pattern.CASE_INSENSITIVE);
    static final Pattern LINK =
        Pattern.compile(
            "^\\s*(javascript|vbscript)\\s*:|\\]\\(\\s*(javascript|vbscript|data)\\s*:",
            Pattern.CASE_INSENSITIVE);

    private Active() {}
  }
}
