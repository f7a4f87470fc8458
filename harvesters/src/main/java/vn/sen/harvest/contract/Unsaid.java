package vn.sen.harvest.contract;

import java.util.ArrayList;
import java.util.List;
import vn.sen.harvest.contract.Contract.FieldsMatch;
import vn.sen.harvest.contract.Contract.OtherTable;
import vn.sen.harvest.contract.Contract.PromisedColumn;
import vn.sen.harvest.contract.Contract.PromisedFile;
import vn.sen.harvest.contract.Contract.Reference;
import vn.sen.vocab.Message;

/** What a form cannot say of a contract, gathered while it is written. */
final class Unsaid {
  private static final int LONGEST_SHOWN = 200;

  private final ContractForm form;
  private final List<Message> all = new ArrayList<>();

  Unsaid(ContractForm form) {
    this.form = form;
  }

  List<Message> all() {
    return all;
  }

  /**
   * A promise about one column.
   *
   * @param vi, en what is promised, such as {@code the type year-quarter}
   */
  void ofColumn(PromisedColumn column, String vi, String en) {
    add(
        "cột \"%s\": %s".formatted(column.name(), vi),
        "column \"%s\": %s".formatted(column.name(), en));
  }

  void reference(Reference reference) {
    String columns = String.join(", ", reference.columns());
    String to = reference.table() + "(" + String.join(", ", reference.referenced()) + ")";
    add(
        "tham chiếu từ %s đến %s".formatted(columns, to),
        "the reference from %s to %s".formatted(columns, to));
  }

  void match(FieldsMatch match) {
    if (match != FieldsMatch.EXACT) {
      add("fieldsMatch " + match.key(), "fieldsMatch " + match.key());
    }
  }

  void file(PromisedFile file) {
    file.byteSize()
        .ifPresent(
            n -> add("tệp có %d byte".formatted(n), "that the file has %d bytes".formatted(n)));
    file.checksum()
        .ifPresent(
            sum ->
                add(
                    "mã băm %s:%s của tệp".formatted(sum.algorithm(), sum.value()),
                    "the file's checksum %s:%s".formatted(sum.algorithm(), sum.value())));
    file.rows()
        .ifPresent(
            n -> add("tệp có %d dòng".formatted(n), "that the file has %d rows".formatted(n)));
  }

  void table(OtherTable other) {
    add(
        "bảng \"%s\" được tham chiếu nằm ở đâu, có dòng nào".formatted(other.name()),
        "where the table \"%s\" is that is referred to, or its rows".formatted(other.name()));
  }

  /** Told in words only, so that no other form can say it either. */
  void unheld(Message promise) {
    all.add(
        new Message(
            "Không chép lại được: " + shown(promise.vi()),
            "Not carried over: " + shown(promise.en())));
  }

  void add(String vi, String en) {
    all.add(
        new Message(
            "%s không nói được: %s".formatted(name(), shown(vi)),
            "%s cannot say: %s".formatted(name(), shown(en))));
  }

  private String name() {
    return switch (form) {
      case ODCS -> "ODCS";
      case TABLE_SCHEMA -> "Table Schema";
      case CSVW -> "CSVW";
    };
  }

  private static String shown(String text) {
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + " …";
  }
}
