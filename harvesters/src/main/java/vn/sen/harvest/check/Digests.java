package vn.sen.harvest.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vn.sen.harvest.contract.Contract;
import vn.sen.vocab.Distribution.Checksum;

/** Checksums by the algorithms that sources announce them in. */
public final class Digests {
  static final String SHA_256 = "SHA-256";

  private static final List<String> KNOWN = List.of("MD5", "SHA-1", SHA_256, "SHA-384", "SHA-512");

  private Digests() {}

  /**
   * The algorithm that is called so.
   *
   * @param name in any spelling, or an IRI that ends with it; absent when Sen does not take it
   */
  static Optional<String> find(String name) {
    String letters = letters(name);
    return KNOWN.stream().filter(known -> letters.endsWith(letters(known))).findFirst();
  }

  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }

  /**
   * Circumstances that know the bytes of {@code file} as far as {@code contract} speaks of them:
   * the size, and the checksum by its algorithm. In metadata other checksums than SHA-256 are too
   * often those of an earlier file to be held against one.
   */
  public static Circumstances received(
      Path file, Circumstances circumstances, Optional<Contract> contract) throws IOException {
    Optional<String> algorithm =
        contract
            .flatMap(promise -> promise.file().checksum())
            .flatMap(sum -> find(sum.algorithm()))
            .filter(name -> !name.equals(SHA_256));
    List<Checksum> sums =
        algorithm.isEmpty()
            ? List.of()
            : List.of(new Checksum(algorithm.get(), of(file, algorithm.get())));
    return contract.isEmpty() ? circumstances : circumstances.receiving(Files.size(file), sums);
  }

  private static String of(Path file, String algorithm) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(algorithm + " is one of every JDK", e);
    }
  }
}
