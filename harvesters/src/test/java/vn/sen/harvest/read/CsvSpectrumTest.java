package vn.sen.harvest.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.vocab.Json;
import vn.sen.vocab.SharedCorpus;

class CsvSpectrumTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "comma_in_quotes",
        "empty",
        "empty_crlf",
        "escaped_quotes",
        "json",
        "location_coordinates",
        "newlines",
        "newlines_crlf",
        "quotes_and_newlines",
        "simple",
        "simple_crlf",
        "utf8"
      })
  void readAsTextAFileIsWhatItsJsonSays(String name) throws Exception {
    Path spectrum = SharedCorpus.require("corpus/csv/csv-spectrum");
    var expected = new ArrayList<Map<String, String>>();
    String json = Files.readString(spectrum.resolve("json/" + name + ".json"));
    if (json.stripLeading().startsWith("[")) {
      expected.addAll(Json.read(json, new TypeReference<List<Map<String, String>>>() {}));
    } else {
      expected.add(Json.read(json, new TypeReference<Map<String, String>>() {}));
    }
    if (name.equals("location_coordinates")) {
      // The two files of this pair were published with different telephone numbers.
      expected.getFirst().put("Contact Phone Number", "2095257564");
    }

    if (name.equals("newlines_crlf")) {
      // Published with the line ends of a Unix, while its JSON still has the others.
      expected.forEach(row -> row.replaceAll((column, cell) -> cell.replace("\r\n", "\n")));
    }

    try (var reading = new Reading()) {
      Reading.Result read =
          reading.all(spectrum.resolve("csvs/" + name + ".csv"), ReadOptions.AS_TEXT).getFirst();

      var rows = new ArrayList<Map<String, String>>();
      for (var cells : read.rows()) {
        var row = new LinkedHashMap<String, String>();
        for (int i = 0; i < cells.size(); i++) {
          row.put(read.names().get(i), String.valueOf(cells.get(i)));
        }
        rows.add(row);
      }
      assertThat(rows).isEqualTo(expected);
    }
  }
}
