package vn.sen.publish.sources;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.server.types.files.StreamedFile;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.commons.io.file.PathUtils;
import vn.sen.catalog.Catalog;
import vn.sen.catalog.Lookup;
import vn.sen.catalog.TableVersion;
import vn.sen.harvest.run.JudgedReturn;
import vn.sen.harvest.run.JudgedReturn.Form;
import vn.sen.harvest.run.JudgedReturn.Given;
import vn.sen.vocab.problem.GoneException;
import vn.sen.vocab.problem.NotFoundException;

/** Hands stewards what a source sent, marked or as it came; whoever asks has been admitted. */
@Singleton
final class ReturnDesk {
  private final Catalog catalog;
  private final Lookup lookup;
  private final Provider<JudgedReturn> returns;

  ReturnDesk(Catalog catalog, Provider<JudgedReturn> returns) {
    this.catalog = catalog;
    this.lookup = new Lookup(catalog);
    this.returns = returns;
  }

  /**
   * A file to download.
   *
   * @param what {@code received}, {@code marked} or {@code failing}
   * @throws GoneException when it was erased, with the reason
   * @throws NotFoundException when there is none for another reason
   */
  HttpResponse<?> give(String dataset, String table, int version, String what)
      throws IOException, InterruptedException {
    Form form = form(what);
    TableVersion wanted = lookup.version(lookup.table(dataset, table).id(), version);
    Path scratch = returns.get().scratch();
    try {
      Given given = returns.get().give(lookup.dataset(dataset), wanted, form, scratch);
      Path file = given.file().orElseThrow(() -> absent(wanted, given));
      // On POSIX what is open stays readable.
      InputStream content = Files.newInputStream(file);
      return HttpResponse.ok(
              new StreamedFile(content, MediaType.APPLICATION_OCTET_STREAM_TYPE)
                  .attach(given.name()))
          .header(HttpHeaders.CACHE_CONTROL, "no-store");
    } finally {
      PathUtils.deleteDirectory(scratch);
    }
  }

  private RuntimeException absent(TableVersion version, Given given) {
    return catalog
        .findErasure(version)
        .<RuntimeException>map(
            erasure -> new GoneException("%s (%s)".formatted(given.message().en(), erasure.why())))
        .orElseGet(() -> new NotFoundException(given.message().en()));
  }

  private static Form form(String what) {
    for (Form form : Form.values()) {
      if (form.name().toLowerCase(Locale.ROOT).equals(what)) {
        return form;
      }
    }
    throw new NotFoundException(
        "a version has 'received', 'marked' and 'failing', not '" + what + "'");
  }
}
