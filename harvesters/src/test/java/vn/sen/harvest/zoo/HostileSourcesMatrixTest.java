package vn.sen.harvest.zoo;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every behaviour by every kind of source that can behave so. */
@Tag("slow")
class HostileSourcesMatrixTest extends HostileSources {

  static Stream<Arguments> matrix() {
    return behaviours().stream()
        .flatMap(
            behaviour ->
                Arrays.stream(Kind.values())
                    .filter(behaviour::fits)
                    .map(
                        kind ->
                            Arguments.argumentSet(
                                "a source of %s that %s is left as it was"
                                    .formatted(kind, behaviour.words()),
                                behaviour,
                                kind)));
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void aHostileSourceEndsInTimeSaysWhyAndLosesNothing(Behaviour behaviour, Kind kind)
      throws Exception {
    meets(behaviour, kind);
  }
}
