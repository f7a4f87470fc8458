package vn.sen.harvest.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
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
   * Circumstances that know the bytes of {@code file} as far as they or {@code contract} speak of
   * them: the size, and the checksum by each algorithm.
   */
  public static Circumstances received(
      Path file, Circumstances circumstances, Optional<Contract> contract) throws IOException {
    List<String> algorithms =
        Stream.concat(
                circumstances.declaredChecksum().stream(),
                contract.flatMap(promise -> promise.file().checksum()).stream())
            .flatMap(sum -> find(sum.algorithm()).stream())
            .filter(name -> !name.equals(SHA_256))
            .distinct()
            .toList();
    if (algorithms.isEmpty() && contract.isEmpty()) {
      return circumstances;
    }
    var sums = new ArrayList<Checksum>();
    for (String algorithm : algorithms) {
      sums.add(new Checksum(algorithm, of(file, algorithm)));
    }
    return circumstances.receiving(Files.size(file), sums);
  }

  /**
   * The checksum of a file.
   *
   * @param algorithm as {@link #find} gives it
   */
  static String of(Path file, String algorithm) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(algorithm + " is one of every JDK", e);
    }
  }
}
