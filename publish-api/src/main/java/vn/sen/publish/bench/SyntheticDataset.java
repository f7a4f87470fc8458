package vn.sen.publish.bench;

import static vn.sen.publish.bench.Triples.iri;
import static vn.sen.publish.bench.Triples.text;
import static vn.sen.publish.bench.Triples.typed;

/** Describes made-up datasets; the same number always gives the same description. */
final class SyntheticDataset {
  private static final String DCAT = "http://www.w3.org/ns/dcat#";
  private static final String DCT = "http://purl.org/dc/terms/";
  private static final String HYDRA = "http://www.w3.org/ns/hydra/core#";
  private static final String VCARD = "http://www.w3.org/2006/vcard/ns#";
  private static final String FOAF = "http://xmlns.com/foaf/0.1/";
  private static final String SPDX = "http://spdx.org/rdf/terms#";
  private static final String EU = "http://publications.europa.eu/resource/authority/";
  private static final String SITE = "https://tong-hop.example/";

  private static final String TYPE = iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type");
  private static final String TITLE = iri(DCT + "title");
  private static final String DESCRIPTION = iri(DCT + "description");
  private static final String IDENTIFIER = iri(DCT + "identifier");
  private static final String PUBLISHER = iri(DCT + "publisher");
  private static final String LICENSE = iri(DCT + "license");
  private static final String ISSUED = iri(DCT + "issued");
  private static final String MODIFIED = iri(DCT + "modified");
  private static final String FORMAT = iri(DCT + "format");
  private static final String LANGUAGE = iri(DCT + "language");
  private static final String SPATIAL = iri(DCT + "spatial");
  private static final String TEMPORAL = iri(DCT + "temporal");
  private static final String FREQUENCY = iri(DCT + "accrualPeriodicity");
  private static final String ACCESS_RIGHTS = iri(DCT + "accessRights");
  private static final String CONFORMS_TO = iri(DCT + "conformsTo");
  private static final String KEYWORD = iri(DCAT + "keyword");
  private static final String THEME = iri(DCAT + "theme");
  private static final String CONTACT = iri(DCAT + "contactPoint");
  private static final String LANDING_PAGE = iri(DCAT + "landingPage");
  private static final String DISTRIBUTION = iri(DCAT + "distribution");
  private static final String ACCESS_URL = iri(DCAT + "accessURL");
  private static final String DOWNLOAD_URL = iri(DCAT + "downloadURL");
  private static final String MEDIA_TYPE = iri(DCAT + "mediaType");
  private static final String BYTE_SIZE = iri(DCAT + "byteSize");
  private static final String CHECKSUM = iri(SPDX + "checksum");

  private static final String CC_BY = iri(EU + "licence/CC_BY_4_0");
  private static final String[] SUBJECTS = {
    "Dân số",
    "Đất đai",
    "Giao thông",
    "Giáo dục",
    "Y tế",
    "Nông nghiệp",
    "Lao động",
    "Môi trường",
    "Doanh nghiệp",
    "Du lịch",
    "Năng lượng",
    "Thủy lợi",
    "Xây dựng",
    "Thương mại",
    "Văn hóa"
  };
  private static final String[] PLACES = {
    "Hà Nội", "Hải Phòng", "Quảng Ninh", "Bắc Ninh", "Hưng Yên", "Ninh Bình", "Phú Thọ", "Lào Cai",
    "Thái Nguyên", "Cao Bằng", "Lạng Sơn", "Điện Biên", "Sơn La", "Thanh Hóa", "Nghệ An", "Huế",
    "Đà Nẵng", "Gia Lai", "Đắk Lắk", "Khánh Hòa", "Lâm Đồng", "Đồng Nai", "Cần Thơ", "Cà Mau"
  };
  private static final String[] THEMES = {
    "GOVE", "REGI", "ECON", "SOCI", "TECH", "ENVI", "HEAL", "EDUC", "TRAN", "AGRI"
  };
  private static final String[] FREQUENCIES = {"DAILY", "MONTHLY", "QUARTERLY", "ANNUAL"};
  private static final Format[] FORMATS = {
    new Format("CSV", "text/csv"),
    new Format("XLS", "application/vnd.ms-excel"),
    new Format("JSON", "application/json")
  };

  private final String catalog;
  private final Triples triples;

  private record Format(String name, String mediaType) {}

  SyntheticDataset(String catalog, Triples triples) {
    this.catalog = iri(catalog);
    this.triples = triples;
  }

  /** The catalogue that all datasets belong to. */
  void catalogue(int total) {
    triples.add(catalog, TYPE, iri(DCAT + "Catalog"));
    triples.add(catalog, TYPE, iri(HYDRA + "Collection"));
    triples.add(catalog, TITLE, text("Danh mục tổng hợp", "vi"));
    triples.add(catalog, DESCRIPTION, text("Sinh ra để đo", "vi"));
    triples.add(catalog, iri(HYDRA + "totalItems"), typed(Integer.toString(total), "integer"));
  }

  /** The page these triples stand on. */
  void view(String page, String first, String last) {
    triples.add(catalog, iri(HYDRA + "view"), iri(page));
    triples.add(iri(page), TYPE, iri(HYDRA + "PartialCollectionView"));
    triples.add(iri(page), iri(HYDRA + "first"), iri(first));
    triples.add(iri(page), iri(HYDRA + "last"), iri(last));
  }

  /** The page after it. */
  void next(String page, String next) {
    triples.add(iri(page), iri(HYDRA + "next"), iri(next));
  }

  /** {@link SyntheticDcat#TRIPLES} triples about dataset {@code i}. */
  void dataset(int i) {
    int mix = mix(i);
    String subject = SUBJECTS[Math.floorMod(mix, SUBJECTS.length)];
    String place = PLACES[Math.floorMod(mix >>> 7, PLACES.length)];
    int year = 2015 + Math.floorMod(mix >>> 13, 11);
    String name = SITE + "dataset/" + i;
    String dataset = iri(name);
    String modified = typed("%d-%02d-%02d".formatted(year, 1 + i % 12, 1 + i % 28), "date");
    triples.add(catalog, iri(DCAT + "dataset"), dataset);
    triples.add(dataset, TYPE, iri(DCAT + "Dataset"));
    triples.add(dataset, TITLE, text(subject + " " + place + " năm " + year + ", bộ " + i, "vi"));
    triples.add(dataset, TITLE, text("Dataset " + i + " on " + place + " in " + year, "en"));
    triples.add(
        dataset,
        DESCRIPTION,
        text(
            "Số liệu "
                + subject
                + " theo xã, phường của "
                + place
                + " năm "
                + year
                + ", sinh ra để đo tốc độ thu thập; không phải số liệu thật.",
            "vi"));
    triples.add(dataset, DESCRIPTION, text("Made up to measure harvests, not real figures.", "en"));
    triples.add(dataset, IDENTIFIER, '"' + "bo-" + i + '"');
    triples.add(dataset, KEYWORD, text(subject, "vi"));
    triples.add(dataset, KEYWORD, text(place, "vi"));
    triples.add(dataset, KEYWORD, text("năm " + year, "vi"));
    triples.add(dataset, KEYWORD, text("xã", "vi"));
    triples.add(dataset, KEYWORD, text("phường", "vi"));
    triples.add(dataset, KEYWORD, text("commune", "en"));
    int theme = Math.floorMod(mix >>> 3, THEMES.length);
    triples.add(dataset, THEME, authority("data-theme", THEMES[theme]));
    triples.add(dataset, THEME, authority("data-theme", THEMES[(theme + 1) % THEMES.length]));
    triples.add(
        dataset, FREQUENCY, authority("frequency", FREQUENCIES[Math.floorMod(mix >>> 5, 4)]));
    triples.add(dataset, SPATIAL, authority("country", "VNM"));
    triples.add(dataset, LANGUAGE, authority("language", "VIE"));
    triples.add(dataset, ACCESS_RIGHTS, authority("access-right", "PUBLIC"));
    triples.add(dataset, LICENSE, CC_BY);
    triples.add(dataset, ISSUED, typed(year + "-01-01", "date"));
    triples.add(dataset, MODIFIED, modified);
    triples.add(dataset, LANDING_PAGE, iri(name + "/"));
    triples.add(dataset, CONFORMS_TO, iri(SITE + "schema/" + subject.length()));
    String publisher = "_:p" + i;
    String contact = "_:c" + i;
    String period = "_:t" + i;
    String csv = iri(name + "/1");
    String other = iri(name + "/2");
    triples.add(dataset, PUBLISHER, publisher);
    triples.add(dataset, CONTACT, contact);
    triples.add(dataset, TEMPORAL, period);
    triples.add(dataset, DISTRIBUTION, csv);
    triples.add(dataset, DISTRIBUTION, other);
    triples.add(publisher, TYPE, iri(FOAF + "Agent"));
    triples.add(publisher, iri(FOAF + "name"), text("Cơ quan " + place, "vi"));
    triples.add(publisher, IDENTIFIER, "\"H%02d\"".formatted(1 + Math.floorMod(mix >>> 7, 24)));
    triples.add(contact, TYPE, iri(VCARD + "Organization"));
    triples.add(contact, iri(VCARD + "fn"), text("Văn phòng " + place, "vi"));
    triples.add(contact, iri(VCARD + "hasEmail"), iri("mailto:du-lieu@tong-hop.example"));
    triples.add(period, TYPE, iri(DCT + "PeriodOfTime"));
    triples.add(period, iri(DCAT + "startDate"), typed(year + "-01-01", "date"));
    triples.add(period, iri(DCAT + "endDate"), typed(year + "-12-31", "date"));
    distribution(csv, name + "/1.csv", FORMATS[0], modified, mix);
    String checksum = "_:s" + i;
    triples.add(csv, CHECKSUM, checksum);
    triples.add(checksum, TYPE, iri(SPDX + "Checksum"));
    triples.add(checksum, iri(SPDX + "algorithm"), iri(SPDX + "checksumAlgorithm_sha256"));
    triples.add(
        checksum, iri(SPDX + "checksumValue"), typed("%08x".formatted(mix).repeat(8), "hexBinary"));
    distribution(other, name + "/2", FORMATS[1 + i % 2], modified, mix >>> 1);
  }

  private void distribution(String subject, String file, Format format, String modified, int mix) {
    triples.add(subject, TYPE, iri(DCAT + "Distribution"));
    triples.add(subject, TITLE, text("Bảng " + format.name(), "vi"));
    triples.add(subject, ACCESS_URL, iri(file));
    triples.add(subject, DOWNLOAD_URL, iri(file));
    triples.add(subject, FORMAT, authority("file-type", format.name()));
    triples.add(
        subject,
        MEDIA_TYPE,
        iri("https://www.iana.org/assignments/media-types/" + format.mediaType()));
    triples.add(subject, LICENSE, CC_BY);
    triples.add(
        subject,
        BYTE_SIZE,
        typed(Integer.toString(1_000 + Math.floorMod(mix, 9_000_000)), "nonNegativeInteger"));
    triples.add(subject, MODIFIED, modified);
  }

  private static String authority(String list, String code) {
    return iri(EU + list + "/" + code);
  }

  /** Spreads numbers over all bits (the finaliser of MurmurHash3). */
  private static int mix(int i) {
    int h = i + 0x9e3779b9;
    h = (h ^ (h >>> 16)) * 0x85ebca6b;
    h = (h ^ (h >>> 13)) * 0xc2b2ae35;
    return h ^ (h >>> 16);
  }
}
