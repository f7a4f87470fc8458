package vn.sen.publish.demo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A PDF of one page, for datasets that are no table. */
final class Pdf {
  private Pdf() {}

  /** Lines of plain ASCII in Helvetica, from the top of an A4 page (ISO 32000-1). */
  static byte[] page(List<String> lines) {
    var text = new StringBuilder("BT /F1 12 Tf 16 TL 56 780 Td\n");
    for (String line : lines) {
      text.append('(').append(line.replaceAll("([()\\\\])", "\\\\$1")).append(") Tj T*\n");
    }
    text.append("ET");
    List<String> objects =
        List.of(
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
                + " /Resources << /Font << /F1 5 0 R >> >> >>",
            "<< /Length %d >>\nstream\n%s\nendstream".formatted(text.length(), text),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    var file = new StringBuilder("%PDF-1.4\n");
    var offsets = new ArrayList<Integer>();
    for (int i = 0; i < objects.size(); i++) {
      offsets.add(file.length());
      file.append("%d 0 obj\n%s\nendobj\n".formatted(i + 1, objects.get(i)));
    }
    int table = file.length();
    file.append("xref\n0 %d\n0000000000 65535 f \n".formatted(objects.size() + 1));
    for (int offset : offsets) {
      file.append(String.format(Locale.ROOT, "%010d 00000 n \n", offset));
    }
    file.append(
        "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
            .formatted(objects.size() + 1, table));
    return file.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
