package vn.sen.publish.demo;

import static vn.sen.publish.demo.SampleFile.csv;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import vn.sen.publish.demo.Places.Commune;
import vn.sen.publish.demo.Sample.Frequency;

/** What Hà Nội offers: a list of files and nothing else. */
final class HaNoiSamples {
  static final int ONE_STOP_SYSTEMS = 10;

  private static final Office OFFICE = Office.HA_NOI;
  private static final String PROVINCE = "01";

  private final Places places;
  private final Timetable time;

  HaNoiSamples(Places places, Timetable time) {
    this.places = places;
    this.time = time;
  }

  List<Sample> all() {
    return List.of(schools(), clinics(), oneStopSystems());
  }

  private Sample schools() {
    String[] levels = {"Mầm non", "Tiểu học", "Trung học cơ sở"};
    var rows = new ArrayList<List<String>>();
    for (Commune commune : places.communesOf(PROVINCE)) {
      for (String level : levels) {
        Noise noise = Noise.of("school", commune.code(), level);
        int schools = noise.between(1, 9);
        rows.add(
            List.of(
                commune.code(),
                commune.name(),
                level,
                Integer.toString(schools),
                Integer.toString(schools * noise.between(220, 1_150))));
      }
    }
    var grid =
        new Grid(
            List.of(
                Field.text("ma_xa", "Mã xã, phường", "Code of the commune"),
                Field.text("ten_xa", "Tên xã, phường", "Name of the commune"),
                Field.text("cap_hoc", "Cấp học", "Level"),
                Field.integer("so_truong", "Số trường", "Schools").in("trường"),
                Field.integer("so_hoc_sinh", "Số học sinh", "Pupils").in("học sinh")),
            List.of("ma_xa", "cap_hoc"),
            rows);
    return Draft.of(OFFICE, "truong-hoc-ha-noi")
        .title("Trường học và học sinh theo phường, xã của Hà Nội", "Schools by commune of Hà Nội")
        .about("Số trường và số học sinh theo cấp học.", "Schools and pupils by level and commune.")
        .madeUp()
        .theme("EDUC", "trường học", "học sinh", "Hà Nội")
        .every(Frequency.ANNUAL, time.yearly())
        .covering(time.yearly().withDayOfYear(1), time.yearly())
        .in(Sample.HA_NOI)
        .file(csv("truong-hoc", grid))
        .done();
  }

  /** In the encoding of Windows 95 in Vietnamese. */
  private Sample clinics() {
    List<Commune> communes = places.communesOf(PROVINCE);
    String[] kinds = {"Trạm y tế", "Phòng khám đa khoa", "Nhà thuốc", "Trung tâm y tế"};
    var grid =
        new Grid(
            List.of(
                Field.text("ma_co_so", "Mã cơ sở", "Code of the facility"),
                Field.text("loai", "Loại cơ sở", "Kind"),
                Field.text("ma_xa", "Mã xã, phường", "Code of the commune"),
                Field.text("ten_xa", "Tên xã, phường", "Name of the commune"),
                Field.integer("giuong", "Số giường", "Beds").in("giường")),
            List.of("ma_co_so"),
            IntStream.rangeClosed(1, 742)
                .mapToObj(
                    i -> {
                      Noise noise = Noise.of("clinic", i);
                      Commune commune = communes.get(noise.between(0, communes.size() - 1));
                      return List.of(
                          "YT%04d".formatted(i),
                          noise.pick(kinds),
                          commune.code(),
                          commune.name(),
                          Integer.toString(noise.between(1, 60)));
                    })
                .toList());
    return Draft.of(OFFICE, "co-so-y-te-ha-noi")
        .title("Cơ sở y tế của Hà Nội", "Health facilities of Hà Nội")
        .about(
            "Cơ sở y tế theo phường, xã; tệp ở windows-1258.",
            "Health facilities by commune; the file is in windows-1258.")
        .madeUp()
        .theme("HEAL", "y tế", "trạm y tế", "Hà Nội")
        .every(Frequency.ANNUAL, time.yearly())
        .covering(time.yearly().withDayOfYear(1), time.yearly())
        .in(Sample.HA_NOI)
        .file(
            SampleFile.table(
                    "co-so-y-te", Format.CSV, grid, LegacyText.windows1258(grid.delimited(',')))
                .expecting(Expected.PUBLISHED, "a windows-1258 file"))
        .done();
  }

  private Sample oneStopSystems() {
    var grid =
        new Grid(
            List.of(
                Field.text("ma", "Mã hệ thống mẫu", "Code of the sample system"),
                Field.text("ten", "Tên mẫu", "Sample name"),
                Field.integer("ho_so", "Hồ sơ trong năm", "Applications of the year").in("hồ sơ")),
            List.of("ma"),
            IntStream.rangeClosed(1, ONE_STOP_SYSTEMS)
                .mapToObj(
                    i ->
                        List.of(
                            "MC%02d".formatted(i),
                            "Hệ thống một cửa mẫu %02d".formatted(i),
                            Integer.toString(Noise.of("one-stop", i).between(9_000, 240_000))))
                .toList());
    return Draft.of(OFFICE, "mot-cua-ha-noi")
        .title("Các hệ thống một cửa của Hà Nội", "The one-stop systems of Hà Nội")
        .about(
            "Hà Nội dùng 10 hệ thống một cửa; tên và số hồ sơ là mẫu.",
            "Hà Nội runs 10 one-stop systems; names and applications are samples.")
        .fromFoundingDocuments()
        .theme("GOVE", "một cửa điện tử", "Hà Nội")
        .every(Frequency.NEVER, LocalDate.of(2024, 12, 31))
        .covering(LocalDate.of(2024, 1, 1), LocalDate.of(2024, 12, 31))
        .in(Sample.HA_NOI)
        .file(csv("mot-cua", grid))
        .done();
  }
}
