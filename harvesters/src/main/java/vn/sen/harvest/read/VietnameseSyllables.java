package vn.sen.harvest.read;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/**
 * Whether letters make a Vietnamese syllable: an onset, a rime and a tone that go together. The
 * inventory is that of the national orthography; foreign words fail, and so does Vietnamese read in
 * the wrong encoding.
 */
final class VietnameseSyllables {
  private static final Set<String> ONSETS =
      Set.of(
          "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh",
          "nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x");

  private static final Set<String> RIMES =
      Set.of(
          ("a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e"
               + " ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich iêc iêm iên iêng iêp"
               + " iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay"
               + " oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn"
               + " ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung"
               + " uôc uôi uôm uôn uông uôp uôt uơ up ut uy uya uych uyên uyêt uyn uynh uyp uyt uyu"
               + " ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt"
               + " yêu ych ynh yn yt")
              .split(" "));

  /** What tables of agencies are full of, as far as it has a letter beyond ASCII. */
  private static final Set<String> FAMILIAR =
      Set.of(
          ("án bản bảng bị bộ báo biển cả các cấp cáo có cộng công của dân dự đã đà đầu đất để đến"
               + " địa điểm điện định đó đồng đơn đường được gồm giá giáo hà hải hạn hiện hồ hộ học"
               + " huế huyện kế kết không là lệ lĩnh loại lượng mã một mục mức mới năm nẵng ngành"
               + " ngày nghiệp nghìn người nhà nông nội nước nơi ở phí phòng phố phường quả quản"
               + " quận quốc quý sản sở số sông tài tên tế tháng thành thể thị thời thuế tích tiêu"
               + " tiền tỉ tỉnh tổng trên trị triệu trình trường tuổi từ tỷ và vị việc việt với vực"
               + " xã ý")
              .split(" "));

  private VietnameseSyllables() {}

  /** Whether {@code word} is one of the syllables that most tables have. */
  static boolean isFamiliar(String word) {
    return FAMILIAR.contains(
        Normalizer.normalize(word.toLowerCase(Locale.ROOT), Normalizer.Form.NFC));
  }

  /** Whether {@code word}, in any case and normal form, is one syllable. */
  static boolean isSyllable(String word) {
    if (word.isEmpty() || word.length() > 14) {
      return false;
    }
    String decomposed = Normalizer.normalize(word.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
    var letters = new StringBuilder(decomposed.length());
    char tone = 0;
    for (int i = 0; i < decomposed.length(); i++) {
      char c = decomposed.charAt(i);
      if (isTone(c)) {
        if (tone != 0) {
          return false;
        }
        tone = c;
      } else {
        letters.append(c);
      }
    }
    String plain = Normalizer.normalize(letters, Normalizer.Form.NFC);
    for (int cut = Math.min(3, plain.length() - 1); cut >= 0; cut--) {
      if (ONSETS.contains(plain.substring(0, cut))
          && RIMES.contains(plain.substring(cut))
          && goTogether(plain.substring(cut), tone)) {
        return true;
      }
    }
    // gì, giếng: the i belongs to onset and rime.
    return plain.startsWith("gi")
        && RIMES.contains(plain.substring(1))
        && goTogether(plain.substring(1), tone);
  }

  private static boolean isTone(char c) {
    return c == '\u0300' || c == '\u0301' || c == '\u0303' || c == '\u0309' || c == '\u0323';
  }

  /** A rime that ends in a stop takes the rising or the heavy tone only. */
  private static boolean goTogether(String rime, char tone) {
    char last = rime.charAt(rime.length() - 1);
    boolean stopped = last == 'c' || last == 'p' || last == 't' || rime.endsWith("ch");
    return !stopped || tone == '\u0301' || tone == '\u0323';
  }
}
