package vn.sen.harvest.zoo;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each behaviour once, by one kind of source, but for most that end by a deadline alone; {@link
 * HostileSourcesMatrixTest} has them all.
 */
class HostileSourcesTest extends HostileSources {

  private static final Set<Behaviour> LONG =
      Set.of(
          WireBehaviour.DRIPS_HEADERS,
          WireBehaviour.COMES_STEADILY_AND_NEVER_ENDS,
          WireBehaviour.PROMISES_WITHOUT_END,
          WireBehaviour.STALLS_IN_THE_HANDSHAKE,
          WireBehaviour.SPEAKS_PLAINLY_WHERE_TLS_IS_MEANT,
          ListBehaviour.NEVER_COMES_TO_AN_END);

  static Stream<Arguments> sample() {
    List<Behaviour> all = behaviours();
    return all.stream()
        .filter(behaviour -> !LONG.contains(behaviour))
        .map(
            behaviour -> {
              List<Kind> kinds = Arrays.stream(Kind.values()).filter(behaviour::fits).toList();
              Kind kind = kinds.get(all.indexOf(behaviour) % kinds.size());
              return Arguments.argumentSet(
                  "a source of %s that %s is left as it was".formatted(kind, behaviour.words()),
                  behaviour,
                  kind);
            });
  }

  @ParameterizedTest
  @MethodSource("sample")
  void aHostileSourceEndsInTimeSaysWhyAndLosesNothing(Behaviour behaviour, Kind kind)
      throws Exception {
    meets(behaviour, kind);
  }
}
