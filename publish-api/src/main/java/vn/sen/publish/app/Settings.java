package vn.sen.publish.app;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import vn.sen.harvest.run.AttestationPolicy;
import vn.sen.harvest.run.Quota;
import vn.sen.vocab.Agency;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.LangText;
import vn.sen.vocab.problem.InvalidRequestException;

/**
 * What an operator can set, with every default. A setting {@code sen.harvest.contact} is taken from
 * the environment ({@code SEN_HARVEST_CONTACT}), else from {@code sen.properties} in the data
 * directory, else the default below.
 *
 * @param data the data directory
 * @param base {@code sen.base}: the IRI that names of datasets begin with, ending in a slash; used
 *     at the first start of a data directory only, fixed for ever after. Default: {@code
 *     http://localhost:8080/}, or whichever port the first server answers on
 * @param contact {@code sen.harvest.contact}: where a source's operator can reach ours; sent with
 *     every request. Default: none
 * @param allowedHosts {@code sen.harvest.allowed-hosts}: private hosts, {@code host} or {@code
 *     host:port}, that any harvest may reach, separated by commas. Default: none
 * @param folders {@code sen.harvest.folders}: folders of this machine, by their whole paths, that
 *     any source of the kind {@code folder} may read, separated by commas. Default: none
 * @param drivers {@code sen.harvest.drivers}: the folder of JDBC drivers. Default: {@code drivers}
 *     in the data directory
 * @param workers {@code sen.workers}: files read at the same time. Default: 2
 * @param sparqlHeap {@code sen.sparql.heap}: Java heap of the RDF process, in MB; from 900 on a
 *     rebuild uses several threads. Default: 160
 * @param sparqlDeadline {@code sen.sparql.deadline}: longest that one query may take, ISO 8601.
 *     Default: {@code PT10S}
 * @param largestCheck {@code sen.check.largest}: bytes of a file that a visitor may have checked.
 *     Default: 104857600
 * @param live {@code sen.live}: whether the server looks at links and ages datasets, {@code on} or
 *     {@code off}. Default: {@code on}
 * @param liveHosts {@code sen.live.hosts}: hosts whose links are looked at at the same time.
 *     Default: 4
 * @param harvestEvery {@code sen.live.harvest-every}: how often each source is meant to be
 *     harvested, ISO 8601; older harvests count against its datasets (LIV-08). Default: none
 * @param longestHarvest {@code sen.harvest.longest}: how long one harvest may take, ISO 8601.
 *     Default: {@code PT12H}
 * @param quota {@code sen.harvest.quota}: bytes that the files of one source may take up, such as
 *     {@code 20G}. Default: {@code 100G}
 * @param harvestsAtOnce {@code sen.harvest.at-once}: scheduled harvests that work at the same time;
 *     those that wait for their sources are not counted. Default: 4
 * @param attestation {@code sen.harvest.attestation}: who may not harvest a source without a valid
 *     security attestation: {@code scheduled} (the schedule), {@code always} (nobody) or {@code
 *     never} (no attestation is asked for). Default: {@code scheduled}
 * @param operator {@code sen.platform.agency} and {@code sen.platform.name}: code and name of the
 *     agency that runs the platform, under which its own datasets are published; {@code none} for
 *     no such datasets. Default: {@code SEN}
 */
record Settings(
    Path data,
    URI base,
    Optional<String> contact,
    List<String> allowedHosts,
    List<Path> folders,
    Path drivers,
    int workers,
    int sparqlHeap,
    Duration sparqlDeadline,
    long largestCheck,
    boolean live,
    int liveHosts,
    Optional<Duration> harvestEvery,
    Duration longestHarvest,
    long quota,
    int harvestsAtOnce,
    AttestationPolicy attestation,
    Optional<Agency> operator) {

  private static final int USUAL_PORT = 8080;

  Settings {
    allowedHosts = List.copyOf(allowedHosts);
    folders = List.copyOf(folders);
    for (Path folder : folders) {
      if (!folder.isAbsolute()) {
        throw new InvalidRequestException(
            "sen.harvest.folders names folders by their whole paths, got '%s'".formatted(folder));
      }
    }
    if (!base.isAbsolute() || !base.toString().endsWith("/")) {
      throw new InvalidRequestException(
          "sen.base is an absolute IRI that ends in a slash, got " + base);
    }
    if (workers < 1) {
      throw new InvalidRequestException("sen.workers is at least 1, got " + workers);
    }
    if (largestCheck < 1) {
      throw new InvalidRequestException("sen.check.largest is at least 1, got " + largestCheck);
    }
    if (liveHosts < 1) {
      throw new InvalidRequestException("sen.live.hosts is at least 1, got " + liveHosts);
    }
    if (!longestHarvest.isPositive()) {
      throw new InvalidRequestException("sen.harvest.longest is above 0, got " + longestHarvest);
    }
    if (harvestsAtOnce < 1) {
      throw new InvalidRequestException("sen.harvest.at-once is at least 1, got " + harvestsAtOnce);
    }
    harvestEvery
        .filter(every -> !every.isPositive())
        .ifPresent(
            every -> {
              throw new InvalidRequestException("sen.live.harvest-every is above 0, got " + every);
            });
  }

  static Settings load(Path data) throws IOException {
    return load(data, USUAL_PORT);
  }

  /**
   * As they stand in {@code sen.properties} of the data directory, the environment going first.
   *
   * @param port of the server, 0 for any: part of the default for {@code sen.base}
   */
  static Settings load(Path data, int port) throws IOException {
    if (port < 0 || port > 65_535) {
      throw new InvalidRequestException("A port is 0 to 65535, got " + port + ".");
    }
    String base = "http://localhost:%d/".formatted(port == 0 ? USUAL_PORT : port);
    var file = new Properties();
    Path path = data.resolve("sen.properties");
    if (Files.exists(path)) {
      try (Reader reader = Files.newBufferedReader(path)) {
        file.load(reader);
      }
    }
    try {
      return new Settings(
          data.toAbsolutePath().normalize(),
          URI.create(find(file, "sen.base").orElse(base)),
          find(file, "sen.harvest.contact"),
          list(file, "sen.harvest.allowed-hosts"),
          list(file, "sen.harvest.folders").stream().map(Path::of).toList(),
          find(file, "sen.harvest.drivers")
              .map(Path::of)
              .orElse(data.resolve("drivers"))
              .toAbsolutePath(),
          Integer.parseInt(find(file, "sen.workers").orElse("2")),
          Integer.parseInt(find(file, "sen.sparql.heap").orElse("160")),
          Duration.parse(find(file, "sen.sparql.deadline").orElse("PT10S")),
          Long.parseLong(find(file, "sen.check.largest").orElse("104857600")),
          isOn(find(file, "sen.live").orElse("on")),
          Integer.parseInt(find(file, "sen.live.hosts").orElse("4")),
          find(file, "sen.live.harvest-every").map(Duration::parse),
          Duration.parse(find(file, "sen.harvest.longest").orElse("PT12H")),
          Quota.parse(find(file, "sen.harvest.quota").orElse("100G")),
          Integer.parseInt(find(file, "sen.harvest.at-once").orElse("4")),
          AttestationPolicy.of(find(file, "sen.harvest.attestation").orElse("scheduled")),
          operator(
              find(file, "sen.platform.agency").orElse("SEN"), find(file, "sen.platform.name")));
    } catch (NumberFormatException | java.time.format.DateTimeParseException e) {
      throw new InvalidRequestException(
          "a setting in %s or the environment cannot be read: %s".formatted(path, e.getMessage()),
          e);
    }
  }

  private static Optional<Agency> operator(String code, Optional<String> name) {
    if (code.equals("none")) {
      return Optional.empty();
    }
    if (!AgencyCode.isForm(code)) {
      throw new InvalidRequestException(
          "sen.platform.agency has groups of 0-9 and A-Z joined by dots, or is none, got '%s'"
              .formatted(code));
    }
    LangText named =
        name.map(given -> new LangText(Map.of("vi", given)))
            .orElse(
                new LangText(
                    Map.of("vi", "Đơn vị vận hành nền tảng", "en", "Operator of this platform")));
    return Optional.of(new Agency(new AgencyCode(code), named, Optional.empty()));
  }

  private static boolean isOn(String value) {
    return switch (value) {
      case "on" -> true;
      case "off" -> false;
      default ->
          throw new InvalidRequestException("sen.live is on or off, got '%s'".formatted(value));
    };
  }

  private static List<String> list(Properties file, String name) {
    return find(file, name).stream()
        .flatMap(all -> Stream.of(all.split(",")))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .toList();
  }

  private static Optional<String> find(Properties file, String name) {
    String variable = name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    return Optional.ofNullable(System.getenv(variable))
        .or(() -> Optional.ofNullable(file.getProperty(name)))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }
}
