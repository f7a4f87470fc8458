package vn.sen.harvest.pxweb;

import vn.sen.vocab.Message;

/** Why a harvest of PxWeb stopped or left something out, for who reads the report. */
final class PxWebMessages {
  private PxWebMessages() {}

  static Message unusable(Message why) {
    return new Message("Không dùng được: " + why.vi(), "Not usable: " + why.en());
  }

  static Message nameless() {
    return new Message(
        "Không dùng được: mục trong danh sách không có mã ('id'), hoặc không phải cấp hay bảng.",
        "Not usable: the entry of the list has no 'id', or is neither a level nor a table.");
  }

  static Message loop() {
    return new Message(
        "Cấp này liệt kê lại đúng những gì một cấp trên đã có: các cấp nối thành vòng. Báo cho đơn"
            + " vị vận hành.",
        "This level lists what a level above it lists: the levels form a loop. Tell who runs the"
            + " database.");
  }

  static Message tooDeep(int most) {
    return new Message(
        "Sâu quá %d cấp nên không đọc tiếp. Thu thập riêng nhánh này.".formatted(most),
        "More than %d levels deep, and not followed. Harvest this branch by itself."
            .formatted(most));
  }

  static Message tooManyLevels(int most) {
    return new Message(
        "Hơn %d cấp, nhiều hơn mức có thể tin. Thu thập từng nhánh.".formatted(most),
        "More than %d levels, which is not credible. Harvest it branch by branch.".formatted(most));
  }

  static Message tooManyTables(int most) {
    return new Message(
        "Hơn %d bảng, nhiều hơn mức có thể tin. Thu thập từng nhánh.".formatted(most),
        "More than %d tables, which is not credible. Harvest it branch by branch.".formatted(most));
  }

  static Message shrunk(long before, long now) {
    return new Message(
        "Trong lúc đọc, số bảng giảm từ %d còn %d nên có thể đã sót. Hãy thu thập lại."
            .formatted(before, now),
        "While it was read the list shrank from %d to %d tables, so some may be missed. Harvest again."
            .formatted(before, now));
  }

  static Message emptyPage(int read, long total) {
    return new Message(
        "Trang rỗng sau %d trên %d bảng. Hãy thu thập lại, hoặc báo cho đơn vị vận hành."
            .formatted(read, total),
        "An empty page after %d of %d tables. Harvest again, or tell who runs the database."
            .formatted(read, total));
  }

  static Message repeated() {
    return new Message(
        "Trang này chỉ lặp lại các bảng đã liệt kê: pageNumber không có tác dụng. Báo cho đơn vị"
            + " vận hành.",
        "This page only repeats tables that were listed before: pageNumber has no effect. Tell who"
            + " runs the database.");
  }

  static Message endless(long first, long now) {
    return new Message(
        "Trong lúc đọc, số bảng tăng từ %d lên %d, nhiều hơn mức có thể tin. Báo cho đơn vị vận hành."
            .formatted(first, now),
        "While it was read the list grew from %d to %d tables, more than is credible. Tell who runs the database."
            .formatted(first, now));
  }
}
