package vn.sen.vocab;

import java.nio.charset.StandardCharsets;

/** A newer list than the one that ships, with a merger that never was: for tests of time. */
public final class FictionalUnits {
  /** The wards that ended on 31 December 2026, and what they were made. */
  public static final String ENDED = "00004";

  public static final String ENDED_TOO = "00008";
  public static final String NEW = "99001";

  private FictionalUnits() {}

  /** The list in some version, its merger on 1 January 2027. */
  public static String list(String version) {
    return CodeLists.shipped(CodeLists.UNITS)
        .text()
        .replace("# version: 2026-07-25", "# version: " + version)
        .replaceFirst("(COMMUNE\\|" + ENDED + "\\|[^|]*\\|01\\|2025-07-01\\|)\n", "$12026-12-31\n")
        .replaceFirst(
            "(COMMUNE\\|" + ENDED_TOO + "\\|[^|]*\\|01\\|2025-07-01\\|)\n", "$12026-12-31\n")
        .replace("[changes]", "COMMUNE|" + NEW + "|Phường Thử Nghiệm|01|2027-01-01|\n[changes]")
        .concat("2027-01-01|COMMUNE|" + ENDED + "|COMMUNE|" + NEW + "\n")
        .concat("2027-01-01|COMMUNE|" + ENDED_TOO + "|COMMUNE|" + NEW + "\n");
  }

  /** The same as a file. */
  public static byte[] file(String version) {
    return list(version).getBytes(StandardCharsets.UTF_8);
  }

  public static AdministrativeUnits units(String version) {
    return AdministrativeUnits.of(((CodeListReading.Read) CodeLists.read(file(version))).list());
  }
}
