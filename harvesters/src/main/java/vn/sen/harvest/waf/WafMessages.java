package vn.sen.harvest.waf;

import java.net.URI;
import vn.sen.vocab.Message;

/** Why a file is not used, or a folder not read to its end. */
final class WafMessages {
  private WafMessages() {}

  static Message unusable(Message why) {
    return new Message("Không dùng được: " + why.vi(), "Not usable: " + why.en());
  }

  static Message repeated(String identifier) {
    return new Message(
        "Không dùng được: mã '%s' đã có ở tệp khác. Xóa bản sao, hoặc đặt cho mỗi bản ghi một mã riêng."
            .formatted(identifier),
        "Not usable: the identifier '%s' stands in another file already. Remove the copy, or give each record its own."
            .formatted(identifier));
  }

  static Message moved(URI folder) {
    return new Message(
        "Thư mục đã chuyển sang máy chủ khác: %s. Ghi địa chỉ mới cho nguồn.".formatted(folder),
        "The folder has moved to another host: %s. State the new address for the source."
            .formatted(folder));
  }

  static Message tooDeep(int most) {
    return new Message(
        "Thư mục này sâu hơn %d cấp nên không đọc. Khai báo nó thành nguồn riêng.".formatted(most),
        "This folder lies more than %d levels deep and is not read. Make it a source of its own."
            .formatted(most));
  }

  static Message tooManyFolders(int most) {
    return new Message(
        "Nguồn có hơn %d thư mục. Khai báo các thư mục con thành nguồn riêng.".formatted(most),
        "The source has more than %d folders. Make folders below it sources of their own."
            .formatted(most));
  }

  static Message tooManyFiles(int most) {
    return new Message(
        "Nguồn có hơn %d tệp; các tệp sau đó không được đọc. Khai báo các thư mục con thành nguồn riêng."
            .formatted(most),
        "The source has more than %d files; those beyond are not read. Make folders below it sources of their own."
            .formatted(most));
  }
}
