package vn.sen.vocab;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;

/**
 * Makes the list of administrative units from the published ones (see {@code codes/README.md} for
 * where they come from and what is repaired).
 *
 * <p>To renew it: {@code mvn -pl vocab test-compile}, then run {@code main} with the folder of the
 * sources and {@code vocab/src/main/resources/vn/sen/vocab/codes}.
 */
final class AdministrativeUnitsGenerator {
  private static final String LAST_OLD = "2025-06-30";
  private static final String FIRST_NEW = "2025-07-01";
  private static final String LAST_BEFORE_DONG_NAI = "2026-04-29";
  private static final String DONG_NAI = "2026-04-30";

  private static final String HEAD =
      """
      # list: administrative-units
      # version: 2026-07-25
      # source: General Statistics Office, as published with vietnamadminunits (MIT) and vietnamese-provinces-database (MIT)
      """;

  private final TreeSet<String> units = new TreeSet<>();
  private final TreeSet<String> changes = new TreeSet<>();
  private final Path sources;

  private AdministrativeUnitsGenerator(Path sources) throws IOException {
    this.sources = sources;
    oldUnits();
    newUnits();
  }

  public static void main(String[] folders) throws IOException {
    String list = new AdministrativeUnitsGenerator(Path.of(folders[0])).list();
    Path to = Path.of(folders[1]).resolve("administrative-units.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(to))) {
      out.write(list.getBytes(StandardCharsets.UTF_8));
    }
  }

  static AdministrativeUnitsGenerator from(Path sources) throws IOException {
    return new AdministrativeUnitsGenerator(sources);
  }

  String list() {
    return HEAD
        + "[units]\nlevel|code|name|parent|validFrom|validTo\n"
        + String.join("\n", units)
        + "\n[changes]\non|levelBefore|codeBefore|levelAfter|codeAfter\n"
        + String.join("\n", changes)
        + "\n";
  }

  private void oldUnits() throws IOException {
    for (Map<String, String> row : table("admin_provinces_63_to_34.csv")) {
      unit("PROVINCE", cell(row, "old_code"), cell(row, "old_name"), "", "", LAST_OLD);
      change(FIRST_NEW, "PROVINCE", cell(row, "old_code"), "PROVINCE", cell(row, "new_code"));
    }
    for (Map<String, String> row : table("admin_legacy_districts_gso_2025-07-18.csv")) {
      unit("DISTRICT", cell(row, "Mã"), cell(row, "Tên"), cell(row, "Mã TP"), "", LAST_OLD);
    }
    for (Map<String, String> row : table("admin_legacy_wards_gso_2025-07-18.csv")) {
      unit("COMMUNE", cell(row, "Mã"), cell(row, "Tên"), cell(row, "Mã QH"), "", LAST_OLD);
    }
  }

  private void newUnits() throws IOException {
    List<Map<String, String>> pairs = table("admin_mapping_old_to_new_2025.csv");
    var nameIn2025 = new HashMap<String, String>();
    var provinceIn2025 = new HashMap<String, String>();
    for (Map<String, String> pair : pairs) {
      nameIn2025.put(cell(pair, "newWardCode"), cell(pair, "newWard"));
      provinceIn2025.put(cell(pair, "newProvinceCode"), cell(pair, "newProvince"));
    }
    var codeByName = new HashMap<String, String>();
    JsonNode provinces =
        Json.mapper().readTree(sources.resolve("admin_units_2026-07-25_simplified.json").toFile());
    for (JsonNode province : provinces) {
      String code = province.get("Code").asText();
      standing("PROVINCE", code, province.get("FullName").asText(), "", provinceIn2025);
      for (JsonNode commune : province.get("Wards")) {
        String name = commune.get("FullName").asText();
        codeByName.put(code + VietnameseText.comparisonKey(name), commune.get("Code").asText());
        standing("COMMUNE", commune.get("Code").asText(), name, code, nameIn2025);
      }
    }
    var known = new TreeSet<>(codeByName.values());
    for (Map<String, String> pair : pairs) {
      String after = cell(pair, "newWardCode");
      if (!known.contains(after)) {
        String name =
            cell(pair, "newProvinceCode") + VietnameseText.comparisonKey(cell(pair, "newWard"));
        after = codeByName.getOrDefault(name, "no commune " + name);
      }
      boolean isIsland = cell(pair, "wardCode").isEmpty();
      change(
          FIRST_NEW,
          isIsland ? "DISTRICT" : "COMMUNE",
          isIsland ? digits(cell(pair, "districtCode"), 3) : digits(cell(pair, "wardCode"), 5),
          "COMMUNE",
          after);
    }
  }

  /** A unit that stands today; its kind may have been another until 29 April 2026. */
  private void standing(
      String level, String code, String name, String parent, Map<String, String> nameIn2025) {
    String before = nameIn2025.getOrDefault(code, name);
    if (kind(before).equals(kind(name))) {
      unit(level, code, name, parent, FIRST_NEW, "");
    } else {
      unit(
          level,
          code,
          kind(before) + name.substring(kind(name).length()),
          parent,
          FIRST_NEW,
          LAST_BEFORE_DONG_NAI);
      unit(level, code, name, parent, DONG_NAI, "");
      change(DONG_NAI, level, code, level, code);
    }
  }

  private static String kind(String name) {
    for (String kind : List.of("Tỉnh", "Thành phố", "Phường", "Xã", "Đặc khu")) {
      if (name.toLowerCase(java.util.Locale.ROOT)
          .startsWith(kind.toLowerCase(java.util.Locale.ROOT) + " ")) {
        return kind;
      }
    }
    throw new IllegalStateException("no kind of unit: " + name);
  }

  private void unit(String level, String code, String name, String parent, String from, String to) {
    String nfc = Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
    String capital = nfc.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + nfc.substring(1);
    units.add(String.join("|", level, code, capital, parent, from, to));
  }

  private void change(String on, String before, String codeBefore, String after, String codeAfter) {
    changes.add(String.join("|", on, before, codeBefore, after, codeAfter));
  }

  /** {@code 1.0} was {@code 00001} before a spreadsheet took it for a number. */
  private static String digits(String number, int length) {
    return ("%0" + length + "d").formatted(new BigDecimal(number).intValueExact());
  }

  private static String cell(Map<String, String> row, String column) {
    String value = row.get(column);
    if (value == null) {
      throw new IllegalStateException("no column " + column);
    }
    return value;
  }

  private List<Map<String, String>> table(String file) throws IOException {
    List<String> lines = Files.readAllLines(sources.resolve(file));
    String[] header = lines.getFirst().replace("\uFEFF", "").split(",", -1);
    var rows = new ArrayList<Map<String, String>>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      if (cells.length != header.length) {
        throw new IllegalStateException("%s: %s".formatted(file, line));
      }
      var row = new LinkedHashMap<String, String>();
      for (int i = 0; i < header.length; i++) {
        row.put(header[i], cells[i]);
      }
      rows.add(new TreeMap<>(row));
    }
    return rows;
  }
}
