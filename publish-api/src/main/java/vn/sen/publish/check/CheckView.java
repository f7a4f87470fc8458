package vn.sen.publish.check;

import java.util.List;
import vn.sen.vocab.Message;
import vn.sen.vocab.QualityReport;

/**
 * The form, and what came of the file that was sent with it.
 *
 * @param largest bytes that a file may have
 * @param complaints why there is no report; none where there is one, or nothing was sent
 * @param unheld what the contract promises that the file was not held against
 * @param reports of the tables; none before a file was sent
 */
public record CheckView(
    long largest, List<Message> complaints, List<Message> unheld, List<QualityReport> reports) {
  public CheckView {
    complaints = List.copyOf(complaints);
    unheld = List.copyOf(unheld);
    reports = List.copyOf(reports);
  }

  static CheckView empty(long largest) {
    return new CheckView(largest, List.of(), List.of(), List.of());
  }
}
