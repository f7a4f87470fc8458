package vn.sen.harvest.read;

import java.io.IOException;
import java.util.Optional;

/**
 * A sheet of a workbook, that can be gone through several times.
 *
 * @param records their text is that of their cells
 * @param grid what is merged in it
 */
record Sheet(
    String name, boolean hidden, Records records, Grid grid, SheetEncodings.Found encoding) {

  /**
   * A sheet whose letters are decoded where they must be.
   *
   * @param suspicious whether some may be in a font that is an encoding; nobody reads what is
   *     hidden, so there it is not looked into
   */
  static Sheet of(
      String name, boolean hidden, boolean suspicious, Grid grid, SheetEncodings.Opening opening)
      throws IOException {
    Optional<SheetEncodings> encodings =
        suspicious && !hidden ? Optional.of(SheetEncodings.of(opening)) : Optional.empty();
    return new Sheet(
        name,
        hidden,
        new SheetRecords(encodings, opening),
        grid,
        encodings.map(SheetEncodings::found).orElse(SheetEncodings.Found.NONE));
  }

  private record SheetRecords(Optional<SheetEncodings> encodings, SheetEncodings.Opening opening)
      implements Records {
    @Override
    public Cursor open() throws IOException, Refused {
      return opening.open(encodings);
    }
  }
}
