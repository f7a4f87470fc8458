package vn.sen.catalog.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that locks the keys of sealed files and the secrets of sources. 256 bits, AES-GCM. Never
 * printed.
 */
public final class MasterKey {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey key;

  private MasterKey(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /**
   * The key in {@code given} (base 64, as in {@code SEN_MASTER_KEY}), or else that in {@code file},
   * made at first use and readable by its owner only.
   *
   * @throws IllegalArgumentException when it isn't 32 bytes in base 64
   */
  public static MasterKey load(Optional<String> given, Path file) throws IOException {
    if (given.isPresent()) {
      return parse(given.get(), "SEN_MASTER_KEY");
    }
    if (!Files.exists(file)) {
      create(file);
    }
    return parse(Files.readString(file), file.toString());
  }

  private static void create(Path file) throws IOException {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(temporary);
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            ownerOnly)) {
      ByteBuffer text =
          ByteBuffer.wrap(
              Base64.getEncoder().encodeToString(bytes).getBytes(StandardCharsets.US_ASCII));
      while (text.hasRemaining()) {
        channel.write(text);
      }
      channel.force(true);
    }
    Tree.move(temporary, file);
  }

  private static MasterKey parse(String text, String from) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text.strip());
      if (bytes.length == 32) {
        return new MasterKey(bytes);
      }
    } catch (IllegalArgumentException e) {
      // Said below, without the text.
    }
    throw new IllegalArgumentException(from + " must hold 32 bytes in base 64");
  }

  /** Locks a secret, such as a file's key; it opens only under the same {@code name}. */
  byte[] lock(byte[] fileKey, String name) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    try {
      byte[] locked = cipher(Cipher.ENCRYPT_MODE, nonce, name).doFinal(fileKey);
      return ByteBuffer.allocate(NONCE + locked.length).put(nonce).put(locked).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM fails", e);
    }
  }

  /**
   * @throws IOException when it was locked with another key or under another name, or is damaged
   */
  byte[] unlock(byte[] locked, String name) throws IOException {
    if (locked.length < NONCE) {
      throw new IOException("the secret of %s is damaged".formatted(name));
    }
    try {
      byte[] nonce = java.util.Arrays.copyOf(locked, NONCE);
      return cipher(Cipher.DECRYPT_MODE, nonce, name).doFinal(locked, NONCE, locked.length - NONCE);
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "the secret of %s cannot be opened with this master key".formatted(name), e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String name) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(name.getBytes(StandardCharsets.US_ASCII));
    return cipher;
  }
}
