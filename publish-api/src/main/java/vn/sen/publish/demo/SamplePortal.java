package vn.sen.publish.demo;

import com.fasterxml.jackson.annotation.JsonValue;
import java.net.URI;
import java.util.Locale;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.LangText;
import vn.sen.vocab.SourceId;

/**
 * One running portal.
 *
 * @param name of the portal, for people
 * @param url what a harvest is given: the root of a CKAN portal, the first page of a DCAT
 *     catalogue, the list of files
 * @param agency who runs it
 */
public record SamplePortal(
    LangText name, Kind kind, URI url, AgencyCode agency, LangText agencyName, SourceId source) {

  /** The protocol, named as connectors are. */
  public enum Kind {
    CKAN,
    DCAT,
    FILES;

    /** The connector's name: {@code ckan}. */
    @JsonValue
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
