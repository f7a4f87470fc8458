package vn.sen.vocab.problem;

import org.jspecify.annotations.Nullable;

/** A failure whose message was written for the caller. */
public abstract sealed class CatalogException extends RuntimeException
    permits ConflictException,
        GoneException,
        InvalidRequestException,
        NotAllowedException,
        NotFoundException,
        OverloadedException,
        StoreUnavailableException {
  CatalogException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
