package vn.sen.harvest.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** JSON, JSON Lines and GeoJSON. */
class JsonFuzz {
  @RegisterExtension static final AnyBytes ANY = new AnyBytes();

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "2m")
  void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
    ANY.areReadOrRefused(bytes, file -> JsonFile.open(file, 0, line -> line));
  }

  static Stream<Arguments> seeds() {
    return Stream.of(
            """
            [{"mã": "01", "tên": "Hà Nội", "dân số": 8587.1, "ở": {"x": [1, null], "y": {"z": true}}},
             null, {"tên": "Huế", "dân số": null}]
            """,
            "{\"features\": [{\"type\": [1, 2], \"properties\": {\"a\": 1}}]}",
            "{\"a\": 1}\n{\"a\"\n{\"a\": 3, \"a\": 4}\n{}\n{\"a\": [{\"b\": 5}]}",
            "[\"a\"\n[\"a\", \"b\"]\n[1, 2]\n[3, 4]\n",
            "{\"a\": 1}\n{\"a\": 2, \"b\": [3]}\n",
            "[[\"a\", \"b\"], [1, 2.5e3], [null, \"x\"]]",
            "{\"n\": {\"a\": [1, 2], \"b\": [3, 4]}, \"t\": []}",
            """
            {"type": "FeatureCollection", "features": [
             {"type": "Feature", "id": 1, "bbox": [1, 2], "properties": {"name": "x", "geometry": 3},
              "geometry": {"type": "MultiPolygon", "coordinates": [[[[1.5, 2], [3, 4e-2], [1.5, 2]]]]}},
             {"type": "Feature", "properties": null, "geometry": {"type": "GeometryCollection",
              "geometries": [{"type": "Point", "coordinates": [1, 2, 3]}]}}]}
            """)
        .map(text -> Arguments.of((Object) text.getBytes(UTF_8)));
  }
}
