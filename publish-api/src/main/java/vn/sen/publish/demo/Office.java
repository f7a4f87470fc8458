package vn.sen.publish.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.LangText;

/**
 * An agency of the demonstration. Names are those of real agencies; the codes follow Decision
 * 20/2020/QĐ-TTg; hosts and addresses under {@code mau.gov.vn} ("sample") are made up.
 *
 * @param slug in kebab-case, its host's first label
 */
record Office(String slug, AgencyCode code, LangText name) {
  static final Office STATISTICS =
      office(
          "thong-ke",
          "G12.43",
          "Cục Thống kê, Bộ Tài chính",
          "Statistics Office, Ministry of Finance");
  static final Office HOME_AFFAIRS =
      office("noi-vu", "G09", "Bộ Nội vụ", "Ministry of Home Affairs");
  static final Office GOVERNMENT_OFFICE =
      office("van-phong-chinh-phu", "G22", "Văn phòng Chính phủ", "Government Office");
  static final Office SCIENCE =
      office(
          "khoa-hoc-cong-nghe",
          "G06",
          "Bộ Khoa học và Công nghệ",
          "Ministry of Science and Technology");
  static final Office HA_NOI =
      office(
          "ha-noi", "H26", "Ủy ban nhân dân thành phố Hà Nội", "People's Committee of Hà Nội City");
  static final Office HO_CHI_MINH =
      office(
          "tp-ho-chi-minh",
          "H29",
          "Ủy ban nhân dân Thành phố Hồ Chí Minh",
          "People's Committee of Hồ Chí Minh City");

  private static Office office(String slug, String code, String vietnamese, String english) {
    return new Office(slug, new AgencyCode(code), words(vietnamese, english));
  }

  /** A text in both languages, Vietnamese first. */
  static LangText words(String vietnamese, String english) {
    Map<String, String> both = new LinkedHashMap<>();
    both.put("vi", vietnamese);
    both.put("en", english);
    return new LangText(both);
  }

  String iri() {
    return "https://" + slug + ".mau.gov.vn/";
  }

  /** IRI of a dataset, wherever the portals happen to run. */
  String datasetIri(String identifier) {
    return iri() + "dataset/" + identifier;
  }

  String email() {
    return "du-lieu-mo@" + slug + ".mau.gov.vn";
  }
}
