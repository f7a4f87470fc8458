package vn.sen.vocab;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.sen.vocab.AdministrativeUnit.Level.COMMUNE;
import static vn.sen.vocab.AdministrativeUnit.Level.DISTRICT;
import static vn.sen.vocab.AdministrativeUnit.Level.PROVINCE;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdministrativeUnitsTest {
  private static final AdministrativeUnits UNITS = AdministrativeUnits.shipped();
  private static final LocalDate BEFORE = LocalDate.of(2025, 6, 30);
  private static final LocalDate AFTER = LocalDate.of(2025, 7, 1);
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);

  private static AdministrativeUnit unit(
      String code, AdministrativeUnit.Level level, LocalDate date) {
    return UNITS.find(code, level, date).orElseThrow();
  }

  @Test
  void countsAreThoseOfTheLaw() {
    assertThat(UNITS.units(PROVINCE, BEFORE)).hasSize(63);
    assertThat(UNITS.units(DISTRICT, BEFORE)).hasSize(696);
    assertThat(UNITS.units(COMMUNE, BEFORE)).hasSize(10_035);
    for (LocalDate date :
        List.of(AFTER, LocalDate.of(2026, 4, 29), LocalDate.of(2026, 4, 30), TODAY)) {
      assertThat(UNITS.units(PROVINCE, date)).hasSize(34);
      assertThat(UNITS.units(DISTRICT, date)).isEmpty();
      assertThat(UNITS.units(COMMUNE, date)).hasSize(3_321);
    }
    assertThat(wards(LocalDate.of(2026, 4, 29))).isEqualTo(687);
    assertThat(wards(TODAY)).isEqualTo(697);
    assertThat(UNITS.units(COMMUNE, TODAY).stream().filter(u -> u.name().startsWith("Đặc khu")))
        .hasSize(13);
  }

  private static long wards(LocalDate date) {
    return UNITS.units(COMMUNE, date).stream().filter(u -> u.name().startsWith("Phường ")).count();
  }

  @Test
  void sevenProvinceCodesNamedAnotherProvinceBefore() {
    List<String> reused =
        UNITS.units(PROVINCE, AFTER).stream()
            .filter(
                after ->
                    UNITS
                        .find(after.code(), PROVINCE, BEFORE)
                        .map(
                            before ->
                                !VietnameseText.fold(before.shortName())
                                    .equals(VietnameseText.fold(after.shortName())))
                        .orElse(false))
            .map(AdministrativeUnit::code)
            .toList();
    assertThat(reused).containsExactly("15", "24", "44", "52", "80", "82", "91");
    assertThat(unit("15", PROVINCE, BEFORE).name()).isEqualTo("Tỉnh Yên Bái");
    assertThat(unit("15", PROVINCE, AFTER).name()).isEqualTo("Tỉnh Lào Cai");
  }

  @Test
  void aCodeIsValidOnlyInItsTimeAndAsItIsWritten() {
    assertThat(UNITS.isValid("02", PROVINCE, BEFORE)).isTrue();
    assertThat(UNITS.isValid("02", PROVINCE, AFTER)).isFalse();
    assertThat(UNITS.isValid("001", DISTRICT, LocalDate.of(2019, 1, 1))).isTrue();
    assertThat(UNITS.isValid("001", DISTRICT, AFTER)).isFalse();
    assertThat(UNITS.isValid("1", PROVINCE, AFTER)).isFalse();
    assertThat(UNITS.isValid("01", COMMUNE, AFTER)).isFalse();
    assertThat(UNITS.history("02", PROVINCE)).hasSize(1);
    assertThat(UNITS.history("nonsense", COMMUNE)).isEmpty();
  }

  @Test
  void communesLieInTheirProvince() {
    AdministrativeUnit old = unit("00001", COMMUNE, BEFORE);
    assertThat(UNITS.parent(old, BEFORE).orElseThrow().name()).isEqualTo("Quận Ba Đình");
    assertThat(UNITS.province(old, BEFORE).orElseThrow().code()).isEqualTo("01");
    assertThat(UNITS.province(old, AFTER)).isEmpty();
    for (LocalDate date : List.of(BEFORE, AFTER, TODAY)) {
      int children = 0;
      for (AdministrativeUnit province : UNITS.units(PROVINCE, date)) {
        children += UNITS.children(province, date).size();
      }
      assertThat(children).isEqualTo(date.equals(BEFORE) ? 696 : 3_321);
      for (AdministrativeUnit commune : UNITS.units(COMMUNE, date)) {
        assertThat(UNITS.province(commune, date)).as(commune.toString()).isPresent();
      }
    }
  }

  @Test
  void whatBecameWhatIsManyToMany() {
    List<AdministrativeUnit> old = UNITS.units(COMMUNE, BEFORE);
    assertThat(old).allSatisfy(u -> assertThat(UNITS.successors(u)).isNotEmpty());
    assertThat(old.stream().filter(u -> UNITS.successors(u).size() > 1)).hasSize(471);
    assertThat(old.stream().mapToInt(u -> UNITS.successors(u).size()).sum()).isEqualTo(10_597);
    assertThat(UNITS.units(COMMUNE, AFTER))
        .allSatisfy(u -> assertThat(UNITS.predecessors(u)).isNotEmpty());
    assertThat(UNITS.units(PROVINCE, BEFORE))
        .allSatisfy(u -> assertThat(UNITS.successors(u)).hasSize(1));
    assertThat(names(UNITS.predecessors(unit("08", PROVINCE, AFTER))))
        .containsExactlyInAnyOrder("Tỉnh Hà Giang", "Tỉnh Tuyên Quang");
    assertThat(UNITS.successors(unit("00001", COMMUNE, BEFORE)))
        .contains(unit("00097", COMMUNE, AFTER));
    assertThat(names(UNITS.predecessors(unit("06978", COMMUNE, AFTER))))
        .hasSize(5)
        .contains("Thị trấn Ba Chẽ");
  }

  @Test
  void aDistrictBecameWhatItsCommunesBecameAndIslandsBecameCommunesThemselves() {
    assertThat(names(UNITS.successors(unit("498", DISTRICT, BEFORE))))
        .containsExactly("Đặc khu Hoàng Sa");
    assertThat(UNITS.units(DISTRICT, BEFORE))
        .allSatisfy(d -> assertThat(UNITS.successors(d)).isNotEmpty());
    assertThat(names(UNITS.successors(unit("001", DISTRICT, BEFORE))))
        .contains("Phường Ba Đình", "Phường Ngọc Hà");
  }

  @Test
  void dongNaiBecameACityAndTenOfItsCommunesWards() {
    AdministrativeUnit before = unit("75", PROVINCE, LocalDate.of(2026, 4, 29));
    AdministrativeUnit after = unit("75", PROVINCE, LocalDate.of(2026, 4, 30));
    assertThat(before.name()).isEqualTo("Tỉnh Đồng Nai");
    assertThat(after.name()).isEqualTo("Thành phố Đồng Nai");
    assertThat(UNITS.successors(before)).containsExactly(after);
    assertThat(UNITS.predecessors(after)).containsExactly(before);
    assertThat(UNITS.successors(after)).isEmpty();
    assertThat(UNITS.history("26368", COMMUNE).stream().map(AdministrativeUnit::name))
        .endsWith("Xã Long Thành", "Phường Long Thành");
    assertThat(UNITS.province(unit("26368", COMMUNE, TODAY), TODAY)).contains(after);
  }

  @Test
  void namesAreCleanAndShortNamesLoseTheirKind() {
    assertThat(unit("06325", COMMUNE, TODAY).name()).isEqualTo("Xã Bắc Sơn");
    assertThat(unit("06325", COMMUNE, TODAY).shortName()).isEqualTo("Bắc Sơn");
    assertThat(unit("79", PROVINCE, TODAY).shortName()).isEqualTo("Hồ Chí Minh");
    assertThat(unit("760", DISTRICT, BEFORE).shortName()).isEqualTo("Quận 1");
  }

  @Test
  void theNearestNameIsFoundHoweverItIsSpelt() {
    assertThat(names(UNITS.nearest("Khánh Hòa", PROVINCE, TODAY)))
        .containsExactly("Tỉnh Khánh Hoà");
    assertThat(names(UNITS.nearest("tinh khanh hoa", PROVINCE, TODAY)))
        .containsExactly("Tỉnh Khánh Hoà");
    assertThat(names(UNITS.nearest("Hà Nôi", PROVINCE, TODAY))).containsExactly("Thành phố Hà Nội");
    assertThat(names(UNITS.nearest("Quảng Nihn", PROVINCE, TODAY)))
        .containsExactly("Tỉnh Quảng Ninh");
    assertThat(UNITS.nearest("Atlantis", PROVINCE, TODAY)).isEmpty();
    assertThat(UNITS.nearest("", PROVINCE, TODAY)).isEmpty();
    assertThat(UNITS.nearest("Phường Ba Đình", COMMUNE, TODAY))
        .extracting(AdministrativeUnit::code)
        .contains("00004");
    assertThat(UNITS.nearest("Tân Phú", COMMUNE, TODAY)).hasSizeGreaterThan(1);
  }

  @Test
  void theListIsWhatTheGeneratorMakesOfItsSources() throws IOException {
    var made = AdministrativeUnitsGenerator.from(SharedCorpus.require("vn-data"));
    assertThat(made.list()).isEqualTo(CodeLists.shipped(CodeLists.UNITS).text());
  }

  private static List<String> names(List<AdministrativeUnit> units) {
    return units.stream().map(AdministrativeUnit::name).toList();
  }
}
