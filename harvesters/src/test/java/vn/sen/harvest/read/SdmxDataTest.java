package vn.sen.harvest.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SdmxDataTest {
  @RegisterExtension final Reading reading = new Reading();

  private static final String HEADER =
      "<m:Header><m:ID>T</m:ID><m:Structure structureID='S'"
          + " dimensionAtObservation='TIME_PERIOD'/></m:Header>";

  private static String message(String root, String version, String within) {
    String schemas = "http://www.sdmx.org/resources/sdmxml/schemas/" + version;
    return "<?xml version='1.0'?><m:%1$s xmlns:m='%2$s/message' xmlns:g='%2$s/data/generic'>%3$s%4$s</m:%1$s>"
        .formatted(root, schemas, HEADER, within);
  }

  @Test
  void seriesOfAStructureAreOneLongTable() {
    Reading.Result read =
        reading.typed(
            message(
                "StructureSpecificData",
                "v3_0",
                """
                <m:DataSet xmlns:ss='urn:ss' ss:structureRef='S' action='Replace'>
                  <Group UNIT='VND'/>
                  <Series FREQ='M' AREA='01' TITLE='Hà Nội'>
                    <Obs TIME_PERIOD='2026-01' OBS_VALUE='101.5' OBS_STATUS='P'/>
                    <Obs TIME_PERIOD='2026-02' OBS_VALUE='102'/></Series>
                  <Series FREQ='M' AREA='79'><Obs TIME_PERIOD='2026-01' OBS_VALUE='99.5'/></Series>
                </m:DataSet>\
                """));

    assertThat(read.report().format()).isEqualTo("sdmx-ml");
    assertThat(read.names())
        .containsExactly("FREQ", "AREA", "TITLE", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS");
    assertThat(read.rows()).hasSize(3);
    assertThat(read.rows().get(1).subList(0, 4)).isEqualTo(List.of("M", "01", "Hà Nội", "2026-02"));
    assertThat(read.rows().get(2)).contains("79", "99.5").doesNotContain("Hà Nội");
  }

  @Test
  void genericDataSayTheSame() {
    Reading.Result read =
        reading.asText(
            message(
                "GenericData",
                "v2_1",
                """
                <m:DataSet structureRef='S'>
                  <g:Group type='G'><g:GroupKey><g:Value id='FREQ' value='X'/></g:GroupKey></g:Group>
                  <g:Series>
                    <g:SeriesKey><g:Value id='FREQ' value='A'/><g:Value id='AREA' value='01'/></g:SeriesKey>
                    <g:Attributes><g:Value id='UNIT' value='PT'/></g:Attributes>
                    <g:Obs><g:ObsDimension value='2024'/><g:ObsValue value='1.5'/>
                      <g:Attributes><g:Value id='OBS_STATUS' value='A'/></g:Attributes></g:Obs>
                    <g:Obs><g:ObsDimension value='2025'/><g:ObsValue value='2.5'/></g:Obs>
                  </g:Series>
                </m:DataSet>\
                """));

    assertThat(read.names())
        .containsExactly("FREQ", "AREA", "UNIT", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS");
    assertThat(read.rows().getFirst()).containsExactly("A", "01", "PT", "2024", "1.5", "A");
    assertThat(read.rows()).hasSize(2);
  }

  @Test
  void flatObservationsAreRowsToo() {
    Reading.Result read =
        reading.asText(
            message(
                "GenericData",
                "v2_1",
                """
                <m:DataSet><g:Obs><g:ObsKey><g:Value id='AREA' value='01'/><g:Value id='TIME_PERIOD' value='2025'/></g:ObsKey>
                  <g:ObsValue value='7'/></g:Obs>
                <g:Obs><g:ObsKey><g:Value id='AREA' value='79'/><g:Value id='TIME_PERIOD' value='2025'/></g:ObsKey>
                  <g:ObsValue value='8'/></g:Obs></m:DataSet>\
                """));

    assertThat(read.names()).containsExactly("AREA", "TIME_PERIOD", "OBS_VALUE");
    assertThat(read.rows()).containsExactly(List.of("01", "2025", "7"), List.of("79", "2025", "8"));
  }

  @Test
  void aCutMessageIsTruncatedAndOneWithoutObservationsRefused() {
    String whole =
        message(
            "StructureSpecificData",
            "v2_1",
            "<m:DataSet><Obs A='1' OBS_VALUE='2'/><Obs A='2' OBS_VALUE='3'/></m:DataSet>");

    Reading.Result cut = reading.typed(whole.substring(0, whole.indexOf("</m:DataSet>")));
    Reading.Result none =
        reading.typed(message("StructureSpecificData", "v2_1", "<m:DataSet></m:DataSet>"));

    assertThat(cut.rows()).hasSize(2);
    assertThat(cut.report().notes().truncated()).isPresent();
    assertThat(none.isRejected()).isTrue();
    assertThat(none.report().message().en()).contains("no observation");
  }

  private static final String STRUCTURE =
      """
      {"dimensions": {
        "series": [{"id": "AREA", "name": "Tỉnh", "values": [{"id": "01", "name": "Hà Nội"}, {"id": "79", "name": "TP. HCM"}]}],
        "observation": [{"id": "TIME_PERIOD", "values": [{"id": "2024", "name": "2024"}, {"id": "2025", "name": "2025"}]}]},
       "attributes": {"observation": [{"id": "OBS_STATUS", "values": [{"id": "P", "name": "sơ bộ"}]}]}}\
      """;

  @Test
  void sdmxJsonIsReadWithCodesAndLabels() {
    String sets =
        """
        "dataSets": [{"action": "Replace", "series": {
          "0": {"attributes": [], "observations": {"0": [1.50, null], "1": [2, 0]}},
          "1": {"observations": {"1": [null]}}}}]\
        """;

    Reading.Result one =
        reading.asText(
            "{\"meta\": {}, \"data\": {%s, \"structure\": %s}}".formatted(sets, STRUCTURE));
    Reading.Result two =
        reading.asText(
            "{\"meta\": {}, \"data\": {%s, \"structures\": [%s]}}".formatted(sets, STRUCTURE));

    assertThat(one.report().format()).isEqualTo("sdmx-json");
    assertThat(one.names())
        .containsExactly(
            "Tỉnh (code)", "Tỉnh", "TIME_PERIOD", "value", "OBS_STATUS (code)", "OBS_STATUS");
    assertThat(one.rows()).hasSize(3);
    assertThat(one.rows().get(1)).containsExactly("01", "Hà Nội", "2025", "2", "P", "sơ bộ");
    assertThat(two.rows()).isEqualTo(one.rows());
  }

  @Test
  void sdmxJsonThatDoesNotFitItsStructureIsRefused() {
    for (String key : List.of("7", "0:0", "x", "")) {
      Reading.Result read =
          reading.typed(
              "{\"data\": {\"dataSets\": [{\"series\": {\"%s\": {\"observations\": {\"0\": [1]}}}}], \"structure\": %s}}"
                  .formatted(key, STRUCTURE));

      assertThat(read.isRejected()).isTrue();
    }
  }
}
