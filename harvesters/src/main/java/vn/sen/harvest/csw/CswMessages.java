package vn.sen.harvest.csw;

import vn.sen.vocab.Message;

/** Why a harvest of a catalogue stopped, for who runs it and for who reads the report. */
final class CswMessages {
  private CswMessages() {}

  static Message refused(String said) {
    return new Message(
        "Danh mục từ chối (ExceptionReport): %s. Kiểm tra địa chỉ và 'constraint', hoặc hỏi đơn vị vận hành."
            .formatted(said),
        "The catalogue refuses (ExceptionReport): %s. Check the address and its 'constraint', or ask who runs it."
            .formatted(said));
  }

  static Message repeated(String identifier) {
    return new Message(
        "Không dùng được: mã '%s' đã có trên cùng trang. Đặt cho mỗi bản ghi một mã riêng ở nguồn."
            .formatted(identifier),
        "Not usable: the identifier '%s' stands on the same page already. Give each record its own at the source."
            .formatted(identifier));
  }

  /** What went missing from an earlier page moved another record out of our sight. */
  static Message shrunk(long before, long now) {
    return new Message(
        "Trong lúc đọc, số bản ghi giảm từ %d còn %d nên có thể đã sót. Hãy thu thập lại."
            .formatted(before, now),
        "While it was read the catalogue shrank from %d to %d records, so some may be missed. Harvest again."
            .formatted(before, now));
  }

  static Message emptyPage(long read, long matched) {
    return new Message(
        "Trang rỗng sau %d trên %d bản ghi. Hãy thu thập lại, hoặc báo cho đơn vị vận hành danh mục."
            .formatted(read, matched),
        "An empty page after %d of %d records. Harvest again, or tell who runs the catalogue."
            .formatted(read, matched));
  }

  static Message others(long matched, int offered) {
    return new Message(
        "Danh mục báo có %d bản ghi nhưng chỉ đọc được %d bản ghi khác nhau: dữ liệu đổi trong lúc đọc,"
                .formatted(matched, offered)
            + " danh mục không sắp xếp ổn định, hoặc dừng sớm. Hãy thu thập lại.",
        "The catalogue announces %d records, %d different ones were read: it changed meanwhile, does"
                .formatted(matched, offered)
            + " not keep its order, or ended early. Harvest again.");
  }

  static Message loop(long start, long next) {
    return new Message(
        "Trang bắt đầu từ bản ghi %d không có gì mới hoặc dẫn trở lại (nextRecord %d): các trang nối thành vòng. Báo cho đơn vị vận hành danh mục."
            .formatted(start, next),
        "The page from record %d on has nothing new or leads back (nextRecord %d): the pages form a loop. Tell who runs the catalogue."
            .formatted(start, next));
  }

  static Message endless(long first, long now) {
    return new Message(
        "Trong lúc đọc, số bản ghi tăng từ %d lên %d, nhiều hơn mức có thể tin. Thu thập từng phần bằng 'constraint'."
            .formatted(first, now),
        "While it was read the catalogue grew from %d to %d records, more than is credible. Harvest it in parts with a 'constraint'."
            .formatted(first, now));
  }
}
