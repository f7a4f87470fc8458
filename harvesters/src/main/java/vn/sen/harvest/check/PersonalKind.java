package vn.sen.harvest.check;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import vn.sen.vocab.Message;

/**
 * A kind of personal data that a column can hold.
 *
 * <p>Source: Law 91/2025/QH15 and Decree 356/2025/NĐ-CP.
 */
enum PersonalKind {
  CITIZEN_NUMBER(
      "số căn cước hoặc giấy tờ tùy thân",
      "citizen or identity document numbers",
      List.of(
          "cccd",
          "can cuoc",
          "cmnd",
          "cmtnd",
          "cmt",
          "chung minh nhan dan",
          "chung minh thu",
          "dinh danh ca nhan",
          "giay to tuy than",
          "gttt",
          "ho chieu",
          "passport",
          "citizen id",
          "national id",
          "id card"),
      true,
      Mask::number),
  DRIVING_LICENCE(
      "số giấy phép lái xe",
      "driving licence numbers",
      List.of(
          "giay phep lai xe",
          "gplx",
          "bang lai",
          "driving licence",
          "driving license",
          "driver licence",
          "driver license",
          "drivers license"),
      true,
      Mask::number),
  INSURANCE_NUMBER(
      "mã số bảo hiểm xã hội hoặc thẻ bảo hiểm y tế",
      "social insurance or health insurance numbers",
      List.of(
          "so bhxh",
          "ma bhxh",
          "so bao hiem xa hoi",
          "ma bao hiem xa hoi",
          "the bhyt",
          "so bhyt",
          "ma bhyt",
          "the bao hiem y te",
          "social insurance number",
          "social insurance no",
          "health insurance number",
          "health insurance card"),
      true,
      Mask::number),
  PERSONAL_TAX_CODE(
      "mã số thuế cá nhân",
      "tax codes of persons",
      List.of("thue ca nhan", "mst ca nhan", "mst cn", "thue tncn", "mst tncn", "personal tax"),
      true,
      Mask::number),
  CARD(
      "số thẻ ngân hàng",
      "bank card numbers",
      List.of("so the ngan hang", "so the atm"),
      true,
      Mask::number),
  BANK_ACCOUNT(
      "số tài khoản ngân hàng",
      "bank account numbers",
      List.of(
          "so tai khoan",
          "stk",
          "so tk",
          "tai khoan ngan hang",
          "bank account",
          "account number",
          "account no"),
      true,
      Mask::number),
  PHONE(
      "số điện thoại",
      "telephone numbers",
      List.of(
          "dien thoai",
          "sdt",
          "so dt",
          "dt",
          "dtdd",
          "phone",
          "mobile",
          "di dong",
          "tel",
          "telephone",
          "zalo"),
      false,
      Mask::number),
  EMAIL(
      "địa chỉ thư điện tử",
      "e-mail addresses",
      List.of("email", "e mail", "mail", "thu dien tu", "gmail"),
      false,
      Mask::email),
  PLATE(
      "biển số xe",
      "number plates",
      List.of("bien so", "bien kiem soat", "bks", "license plate", "plate", "plate number"),
      false,
      Mask::plate),
  BIRTH_DATE(
      "ngày sinh bên cạnh họ tên",
      "birth dates beside names",
      List.of(
          "ngay sinh",
          "ngay thang nam sinh",
          "sinh ngay",
          "dob",
          "birth date",
          "date of birth",
          "birthday",
          "birthdate"),
      false,
      Mask::all),
  FAMILY(
      "tình trạng hôn nhân, quan hệ gia đình bên cạnh họ tên",
      "marital status or family beside names",
      List.of(
          "hon nhan",
          "ho ten cha",
          "ho ten me",
          "ho va ten cha",
          "ho va ten me",
          "ten cha",
          "ten me",
          "ten vo",
          "ten chong",
          "vo chong",
          "quan he voi chu ho",
          "marital status",
          "spouse",
          "father name",
          "mother name",
          "father s name",
          "mother s name"),
      false,
      Mask::all),
  ONLINE_ACCOUNT(
      "tài khoản số bên cạnh họ tên",
      "digital accounts beside names",
      List.of(
          "facebook", "zalo", "telegram", "tiktok", "instagram", "viber", "mang xa hoi", "skype"),
      false,
      Mask::all),
  SENSITIVE(
      "dữ liệu cá nhân nhạy cảm",
      "sensitive personal data",
      List.of(
          "dan toc",
          "ton giao",
          "suc khoe",
          "benh an",
          "chan doan",
          "ten benh",
          "nhom mau",
          "hiv",
          "van tay",
          "sinh trac",
          "tien an",
          "an tich",
          "tien su benh",
          "dang khuyet tat",
          "ethnicity",
          "ethnic group",
          "religion",
          "diagnosis",
          "blood type",
          "health status"),
      true,
      Mask::all);

  private final Message label;
  private final List<String> headers;
  private final boolean sensitive;
  private final UnaryOperator<String> mask;

  PersonalKind(
      String vi, String en, List<String> headers, boolean sensitive, UnaryOperator<String> mask) {
    this.label = new Message(vi, en);
    this.headers = headers;
    this.sensitive = sensitive;
    this.mask = mask;
  }

  Message label() {
    return label;
  }

  /** Whether the header says that the column holds this kind. */
  boolean isSaidBy(HeaderWords header) {
    return header.say(headers);
  }

  /** Whether a header says that personal data of any kind stand under it. */
  static boolean anyIsSaidBy(HeaderWords header) {
    return Arrays.stream(values()).anyMatch(kind -> kind.isSaidBy(header));
  }

  /** Whether a header of this kind with content is enough to block. */
  boolean isSensitive() {
    return sensitive;
  }

  UnaryOperator<String> mask() {
    return mask;
  }
}
