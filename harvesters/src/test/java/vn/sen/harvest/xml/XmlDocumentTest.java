package vn.sen.harvest.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sen.harvest.net.WrongContentException;
import vn.sen.vocab.Message;

class XmlDocumentTest {
  private static final Message CURE = new Message("Sửa đi.", "Mend it.");

  private static XmlElement read(String text) throws WrongContentException {
    return XmlDocument.read(text.getBytes(StandardCharsets.UTF_8), CURE);
  }

  @Test
  void pathsGoByLocalNamesWhateverTheNamespace() throws Exception {
    XmlElement root =
        read(
            """
            <a:r xmlns:a="urn:a"><b xmlns="urn:b"><c k=" v ">Một <i>hai</i> ba</c><c/></b>
            <a:b><a:c>Bốn</a:c></a:b></a:r>\
            """);

    assertThat(root.namespace()).isEqualTo("urn:a");
    assertThat(root.texts("b", "c")).containsExactly("Một hai ba", "Bốn");
    assertThat(root.all("b", "c")).hasSize(3);
    assertThat(root.first("b", "c").flatMap(c -> c.attribute("k"))).contains("v");
    assertThat(root.text("b", "d")).isEmpty();
    assertThat(root.descendants("c")).hasSize(3);
  }

  @Test
  void whatIsWrittenSaysTheSame() throws Exception {
    XmlElement root =
        read(
            """
            <r xmlns="urn:a" xmlns:x="urn:x" x:k="1 &lt; 2" l="&quot;"><x:s xml:lang="vi">A &amp; B
             <e/>đuôi</x:s><![CDATA[<thô>]]><n xmlns=""/></r>\
            """);

    assertThat(read(root.write())).isEqualTo(root);
  }

  @Test
  void theDeclaredEncodingIsRead() throws Exception {
    String text = "<?xml version=\"1.0\" encoding=\"windows-1258\"?><r>Đô thị</r>";

    XmlElement root =
        XmlDocument.read(
            "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><r>\u00ea</r>"
                .getBytes(StandardCharsets.ISO_8859_1),
            CURE);

    assertThat(root.text()).isEqualTo("ê");
    assertThat(read(text.replace("windows-1258", "UTF-8")).text()).isEqualTo("Đô thị");
    assertThat(
            XmlDocument.read(
                    "<?xml version=\"1.0\" encoding=\"UTF-16\"?><r>Đô thị</r>"
                        .getBytes(Charset.forName("UTF-16")),
                    CURE)
                .text())
        .isEqualTo("Đô thị");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE r SYSTEM \"file:///etc/passwd\"><r/>",
        "<!DOCTYPE r [<!ENTITY e SYSTEM \"http://169.254.169.254/\">]><r>&e;</r>",
        "<!DOCTYPE r [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><r>&b;</r>",
        "<r>&e;</r>"
      })
  void aDocumentMayDeclareNothingAndUseNoEntity(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(WrongContentException.class);
  }

  @Test
  void whatIsWrongIsSaidWithItsPlace() {
    assertThatThrownBy(() -> read("<r>\n <a></b></r>"))
        .isInstanceOf(WrongContentException.class)
        .hasMessageContaining("(2:");
    assertThatThrownBy(() -> read("<a>".repeat(200)))
        .isInstanceOf(WrongContentException.class)
        .hasMessageContaining("more than 100 levels deep");
    assertThatThrownBy(() -> read("<!DOCTYPE html><html></html>"))
        .isInstanceOf(WrongContentException.class)
        .hasMessageContaining("HTML page");
    assertThatThrownBy(() -> read("không phải XML")).isInstanceOf(WrongContentException.class);
    assertThatThrownBy(() -> read("")).isInstanceOf(WrongContentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<a/>", "x<?p?>", "<a b='' c='' d=''/>"})
  void moreThanFitsInMemoryIsRefusedHoweverShortItIs(String part) {
    assertThatThrownBy(() -> read("<r>" + part.repeat(1_500_001) + "</r>"))
        .isInstanceOf(WrongContentException.class)
        .hasMessageContaining("more than 1500000 elements, attributes and texts");
  }
}
