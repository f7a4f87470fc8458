package vn.sen.catalog.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts a stream in chunks, each authenticated: AES-GCM with the chunk's number and whether it
 * is the last as the nonce, so that chunks cannot be cut off, swapped or repeated. Each key is used
 * for one file only, which is what makes counting nonces safe.
 */
final class Sealing {
  static final int CHUNK = 64 * 1024;
  private static final int TAG = 16;

  private Sealing() {}

  static void encrypt(InputStream plain, OutputStream sealed, byte[] key) throws IOException {
    byte[] chunk = plain.readNBytes(CHUNK);
    for (long number = 0; ; number++) {
      byte[] next = chunk.length < CHUNK ? new byte[0] : plain.readNBytes(CHUNK);
      boolean last = next.length == 0;
      sealed.write(crypt(Cipher.ENCRYPT_MODE, key, number, last, chunk));
      if (last) {
        return;
      }
      chunk = next;
    }
  }

  /** The plain bytes; reading throws when the file is damaged or cut. */
  static InputStream decrypt(InputStream sealed, byte[] key) {
    return new Opening(sealed, key);
  }

  private static byte[] crypt(int mode, byte[] key, long number, boolean last, byte[] bytes)
      throws IOException {
    byte[] nonce = ByteBuffer.allocate(12).putInt(last ? 1 : 0).putLong(number).array();
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG * 8, nonce));
      return cipher.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IOException("a sealed file is damaged at its chunk " + (number + 1), e);
    }
  }

  private static final class Opening extends InputStream {
    private final InputStream sealed;
    private final byte[] key;
    private byte[] ahead;
    private byte[] plain = new byte[0];
    private int position;
    private long number;
    private boolean started;
    private boolean ended;

    Opening(InputStream sealed, byte[] key) {
      this.sealed = sealed;
      this.key = key;
      this.ahead = new byte[0];
    }

    @Override
    public int read() throws IOException {
      return fill() ? plain[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!fill()) {
        return -1;
      }
      int count = Math.min(length, plain.length - position);
      System.arraycopy(plain, position, target, offset, count);
      position += count;
      return count;
    }

    /** Whether there is a byte to give. */
    private boolean fill() throws IOException {
      while (position == plain.length) {
        if (ended) {
          return false;
        }
        if (!started) {
          started = true;
          ahead = sealed.readNBytes(CHUNK + TAG);
          if (ahead.length < TAG) {
            throw new EOFException("a sealed file is cut");
          }
        }
        byte[] chunk = ahead;
        ahead = chunk.length < CHUNK + TAG ? new byte[0] : sealed.readNBytes(CHUNK + TAG);
        ended = ahead.length == 0;
        plain = crypt(Cipher.DECRYPT_MODE, key, number++, ended, chunk);
        position = 0;
      }
      return true;
    }

    @Override
    public void close() throws IOException {
      Arrays.fill(plain, (byte) 0);
      sealed.close();
    }
  }
}
