package vn.sen.vocab;

/**
 * The terms under which data may be used ({@code dct:license}).
 *
 * @param code such as {@code CC-BY-4.0}
 * @param iri the licence's own address, or a name of Sen's where it has none
 * @param isOpen whether anyone may use, share and adapt, at most naming the source or sharing
 *     alike; so are data that Vietnamese law calls open
 */
public record Licence(String code, String iri, boolean isOpen, Message label) {}
