package vn.sen.harvest.check;

import java.util.List;

/** Numbers that name something and measure nothing, by the words of their header. */
final class Identity {
  private static final List<String> WORDS =
      List.of(
          "ma",
          "code",
          "id",
          "stt",
          "so thu tu",
          "so hieu",
          "so dinh danh",
          "mst",
          "cccd",
          "cmnd",
          "dien thoai",
          "sdt",
          "phone",
          "tel",
          "so tai khoan",
          "account",
          "zip",
          "postcode",
          "barcode",
          "nam",
          "year");

  private Identity() {}

  static boolean isSaidBy(HeaderWords header) {
    return header.say(WORDS);
  }
}
