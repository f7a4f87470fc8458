package vn.sen.harvest.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** JSON-stat, both versions. */
class JsonStatFuzz {
  @RegisterExtension static final AnyBytes ANY = new AnyBytes();

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "2m")
  void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
    ANY.areReadOrRefused(
        bytes,
        file -> {
          var cube = JsonStat.read(file, 0);
          return Contents.of(
              cube.isPresent()
                  ? List.of(cube.get().table("json-stat", Optional.empty()))
                  : List.of());
        });
  }

  static Stream<Arguments> seeds() {
    return Stream.of(
            """
            {"version": "2.0", "class": "dataset", "id": ["năm", "tỉnh"], "size": [2, 2],
             "dimension": {
              "năm": {"category": {"index": ["2023", "2024"]}},
              "tỉnh": {"label": "Tỉnh", "category": {"index": {"01": 0, "79": 1},
               "label": {"01": "Hà Nội", "79": "Hồ Chí Minh"}}}},
             "value": [1, 2.50, null, 4]}
            """,
            """
            {"dataset": {"dimension": {"id": ["a"], "size": [1], "a": {"category": {"label": {"x": "X"}}}},
             "value": {"0": 7}}}
            """)
        .map(text -> Arguments.of((Object) text.getBytes(UTF_8)));
  }
}
