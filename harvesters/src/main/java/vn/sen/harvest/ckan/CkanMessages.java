package vn.sen.harvest.ckan;

import vn.sen.harvest.net.Fetched;
import vn.sen.vocab.Message;

/** What is said of portals. */
final class CkanMessages {
  private CkanMessages() {}

  /** What a failed request says, and what the portal says of it. */
  static Message reason(Fetched.Failure<?> failure) {
    return CkanPage.error(failure.excerpt())
        .map(
            said ->
                new Message(
                    failure.message().vi() + " Cổng nói: " + said,
                    failure.message().en() + " The portal says: " + said))
        .orElse(failure.message());
  }

  static Message others(long count, long read) {
    return new Message(
        "Cổng báo có %d bộ dữ liệu nhưng chỉ đọc được %d bộ khác nhau: dữ liệu đổi trong lúc đọc,"
                .formatted(count, read)
            + " hoặc cổng không sắp xếp ổn định. Hãy thu thập lại.",
        "The portal announces %d datasets, %d different ones were read: it changed meanwhile, or"
                .formatted(count, read)
            + " does not keep its order. Harvest again.");
  }

  /** No words of its own: its name is on the portal's list. */
  static Message unusable(Message why) {
    return new Message("Không dùng được: " + why.vi(), "Not usable: " + why.en());
  }

  static Message showsNothing(String name) {
    return new Message(
        "Không dùng được: cổng liệt kê '%s' (package_list) nhưng không cho xem (package_show). Công bố hoặc xóa bộ dữ liệu này ở cổng nguồn."
            .formatted(name),
        "Not usable: the portal lists '%s' (package_list) and does not show it (package_show). Publish or delete it at the source portal."
            .formatted(name));
  }

  /** What went missing from an earlier page moved another dataset out of our sight. */
  static Message shrunk(long before, long now) {
    return new Message(
        "Trong lúc đọc, số bộ dữ liệu giảm từ %d còn %d nên có thể đã sót. Hãy thu thập lại."
            .formatted(before, now),
        "While it was read the portal shrank from %d to %d datasets, so some may be missed. Harvest again."
            .formatted(before, now));
  }

  static Message emptyPage(long start, long count) {
    return new Message(
        "Trang rỗng sau %d trên %d bộ dữ liệu. Hãy thu thập lại, hoặc báo cho đơn vị vận hành cổng."
            .formatted(start, count),
        "An empty page after %d of %d datasets. Harvest again, or tell who runs the portal."
            .formatted(start, count));
  }

  static Message repeated(long start) {
    return new Message(
        "Cổng lặp lại các bộ dữ liệu đã gửi sau %d bộ: tham số 'start' không có tác dụng. Báo cho đơn"
                .formatted(start)
            + " vị vận hành cổng.",
        "The portal repeats what it sent after %d datasets: 'start' has no effect. Tell who runs it."
            .formatted(start));
  }

  static Message endless(long count) {
    return new Message(
        "Cổng báo có %d bộ dữ liệu, nhiều hơn mức có thể tin.".formatted(count),
        "The portal announces %d datasets, more than is credible. Harvest it in parts with 'fq'."
            .formatted(count));
  }
}
