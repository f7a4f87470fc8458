package vn.sen.harvest.check;

import java.util.List;
import java.util.Optional;

/**
 * ACC-08: points lie in Vietnam, its islands and waters among it, latitude and longitude are not
 * swapped, and are degrees. Tables that are mostly about places elsewhere are not judged.
 */
final class Coordinates implements TableRule {
  private static final String ID = "ACC-08";
  private static final List<String> LATITUDE = List.of("vi do", "latitude");
  private static final List<String> LONGITUDE = List.of("kinh do", "longitude");
  private static final String IS_LATITUDE = "%s BETWEEN 6 AND 24";
  private static final String IS_LONGITUDE = "%s BETWEEN 101 AND 118";

  /** No degree is as large; VN-2000 counts metres. */
  private static final String IS_METRES = "abs(%s) > 1000";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Inquiry> inquire(Subject subject) {
    Optional<Cells> latitude = find(subject, LATITUDE, List.of("lat"));
    Optional<Cells> longitude = find(subject, LONGITUDE, List.of("lon", "lng", "long"));
    return latitude.isPresent() && longitude.isPresent()
        ? List.of(inquire(latitude.get(), longitude.get()))
        : List.of();
  }

  private static Optional<Cells> find(Subject subject, List<String> said, List<String> exactly) {
    return subject.columns().stream()
        .filter(cells -> cells.header().say(said) || cells.header().are(exactly))
        .findFirst();
  }

  private static Inquiry inquire(Cells latitude, Cells longitude) {
    String y = latitude.number();
    String x = longitude.number();
    String there = "%s IS NOT NULL AND %s IS NOT NULL".formatted(y, x);
    String right = Sql.and(IS_LATITUDE.formatted(y), IS_LONGITUDE.formatted(x));
    String swapped = Sql.and(IS_LATITUDE.formatted(x), IS_LONGITUDE.formatted(y));
    String metres = Sql.and(IS_METRES.formatted(x), IS_METRES.formatted(y));
    return Inquiry.ofText(
        List.of(Sql.count(there), Sql.count(right), Sql.count(swapped), Sql.count(metres)),
        (measured, _) -> {
          long points = measured.text(Sql.count(there));
          long good = measured.text(Sql.count(right));
          long wrongWay = measured.text(Sql.count(swapped));
          long inMetres = measured.text(Sql.count(metres));
          if (points == 0 || 2 * (good + wrongWay + inMetres) < points) {
            return List.of();
          }
          String misplaced = Sql.and(there, "NOT (%s)".formatted(right));
          return List.of(
              Verdict.count(ID, points, points - good)
                  .on(latitude)
                  .showing(
                      new Evidence.Where(
                          misplaced,
                          "concat_ws('; ', %s, %s)".formatted(latitude.sql(), longitude.sql()),
                          _ -> "vĩ độ 8-24, kinh độ 102-118 / latitude 8-24, longitude 102-118"))
                  .saying(
                      vi(latitude, longitude, points, points - good, wrongWay, inMetres),
                      en(latitude, longitude, points, points - good, wrongWay, inMetres)));
        });
  }

  private static String vi(
      Cells latitude, Cells longitude, long points, long failed, long swapped, long metres) {
    return "\"%s\", \"%s\": %s trong %s điểm không nằm trong lãnh thổ và vùng biển Việt Nam%s%s. Ghi độ thập phân theo WGS 84, vĩ độ trước kinh độ sau."
        .formatted(
            latitude.name(),
            longitude.name(),
            Figures.vi(failed),
            Figures.vi(points),
            swapped > 0 ? "; %s điểm đảo vĩ độ với kinh độ".formatted(Figures.vi(swapped)) : "",
            metres > 0 ? "; %s điểm tính bằng mét (VN-2000)".formatted(Figures.vi(metres)) : "");
  }

  private static String en(
      Cells latitude, Cells longitude, long points, long failed, long swapped, long metres) {
    return "\"%s\", \"%s\": %s of %s points lie outside Vietnam and its waters%s%s. Give decimal degrees in WGS 84, each in its own column."
        .formatted(
            latitude.name(),
            longitude.name(),
            Figures.en(failed),
            Figures.en(points),
            swapped > 0
                ? "; in %s latitude and longitude are swapped".formatted(Figures.en(swapped))
                : "",
            metres > 0 ? "; %s are in metres (VN-2000)".formatted(Figures.en(metres)) : "");
  }
}
