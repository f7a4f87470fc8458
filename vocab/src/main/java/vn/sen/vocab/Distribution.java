package vn.sen.vocab;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The part of a {@code dcat:Distribution} that Sen reasons about.
 *
 * @param subject IRI, or the label of a blank node, in the source's description
 * @param downloadUrl {@code dcat:downloadURL}: the file itself
 * @param accessUrl {@code dcat:accessURL}: where it can be had; not always a file
 * @param format {@code dct:format}, an IRI or the source's words
 * @param mediaType {@code dcat:mediaType}, an IRI or the source's words
 * @param byteSize {@code dcat:byteSize}, as declared
 * @param checksum {@code spdx:checksum}, as declared
 */
public record Distribution(
    String subject,
    LangText title,
    LangText description,
    Optional<String> downloadUrl,
    Optional<String> accessUrl,
    Optional<String> format,
    Optional<String> mediaType,
    Optional<String> license,
    OptionalLong byteSize,
    Optional<Checksum> checksum,
    Optional<String> modified) {

  /**
   * A {@code spdx:Checksum}.
   *
   * @param algorithm such as {@code SHA-256}
   * @param value hexadecimal, lower case
   */
  public record Checksum(String algorithm, String value) {}
}
