package vn.sen.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Source: WCAG 2.2, 1.4.3 and 1.4.11. */
class ContrastTest {
  private static final Pattern TOKEN = Pattern.compile("--([a-z-]+): #([0-9a-f]{6});");
  private static final List<String> TEXTS =
      List.of("ink", "slate", "lotus", "leaf", "sun", "brick", "pond");

  @Test
  void textCanBeReadAndSignsCanBeSeenInBothSchemes() throws Exception {
    String css;
    try (InputStream in = Assets.class.getResourceAsStream("sen.css")) {
      css = new String(java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
    String[] schemes = css.split("prefers-color-scheme: dark");

    for (Map<String, String> scheme : List.of(tokens(schemes[0]), tokens(schemes[1]))) {
      for (String ground : List.of("paper", "mist")) {
        for (String text : TEXTS) {
          assertThat(contrast(scheme, text, ground)).as(text + " on " + ground).isGreaterThan(4.5);
        }
        assertThat(contrast(scheme, "edge", ground)).as("edge on " + ground).isGreaterThan(3);
      }
      assertThat(contrast(scheme, "on-lotus", "lotus")).isGreaterThan(4.5);
      assertThat(contrast(scheme, "ink", "mark")).isGreaterThan(4.5);
      assertThat(contrast(scheme, "pond", "mark")).as("a found word in a link").isGreaterThan(4.5);
      assertThat(contrast(scheme, "lotus", "lotus-faint")).isGreaterThan(3);
    }
  }

  private static Map<String, String> tokens(String css) {
    var tokens = new HashMap<String, String>();
    Matcher token = TOKEN.matcher(css.substring(0, css.indexOf("--float")));
    while (token.find()) {
      tokens.put(token.group(1), token.group(2));
    }
    return tokens;
  }

  private static double contrast(Map<String, String> scheme, String one, String other) {
    double a = luminance(scheme.getOrDefault(one, ""));
    double b = luminance(scheme.getOrDefault(other, ""));
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(String colour) {
    double[] weights = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double part = Integer.parseInt(colour.substring(2 * i, 2 * i + 2), 16) / 255.0;
      sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
  }
}
