package vn.sen.vocab;

/**
 * A subject of datasets ({@code dcat:theme}).
 *
 * @param code of the EU's authority table data-theme, such as {@code AGRI}
 */
public record Theme(String code, Message label) {

  public String iri() {
    return Themes.NAMESPACE + code;
  }
}
