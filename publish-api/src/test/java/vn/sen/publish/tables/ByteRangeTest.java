package vn.sen.publish.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.sen.publish.tables.ByteRange.Asked;

class ByteRangeTest {

  @Test
  void aPartIsCutToTheFile() {
    assertThat(read("bytes=0-9")).isEqualTo(new Asked.Part(new ByteRange(0, 9)));
    assertThat(read("bytes=90-")).isEqualTo(new Asked.Part(new ByteRange(90, 99)));
    assertThat(read("bytes=90-500")).isEqualTo(new Asked.Part(new ByteRange(90, 99)));
    assertThat(read("bytes=-10")).isEqualTo(new Asked.Part(new ByteRange(90, 99)));
    assertThat(read("bytes=-500")).isEqualTo(new Asked.Part(new ByteRange(0, 99)));
  }

  @Test
  void aPartBeyondTheEndIsRefused() {
    assertThat(read("bytes=100-")).isEqualTo(new Asked.Beyond());
    assertThat(read("bytes=-0")).isEqualTo(new Asked.Beyond());
    assertThat(ByteRange.read(Optional.of("bytes=0-"), 0)).isEqualTo(new Asked.Beyond());
  }

  @Test
  void whatIsNoSingleRangeIsOverlooked() {
    assertThat(ByteRange.read(Optional.empty(), 100)).isEqualTo(new Asked.Whole());
    for (String header : new String[] {"bytes=0-1,5-6", "rows=0-1", "bytes=-", "bytes=9-2", "x"}) {
      assertThat(read(header)).as(header).isEqualTo(new Asked.Whole());
    }
  }

  private static Asked read(String header) {
    return ByteRange.read(Optional.of(header), 100);
  }
}
