package vn.sen.harvest.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sen.harvest.Connector;
import vn.sen.harvest.Credentials;
import vn.sen.harvest.HarvestOutcome;
import vn.sen.harvest.PrivateSourceContract;
import vn.sen.harvest.Secret;
import vn.sen.harvest.Source;
import vn.sen.harvest.net.Conditions;
import vn.sen.harvest.net.Downloaded;
import vn.sen.harvest.net.Fetched;
import vn.sen.harvest.net.Limits;
import vn.sen.harvest.net.SourceClient;
import vn.sen.vocab.AgencyCode;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.Json;
import vn.sen.vocab.SourceId;
import vn.sen.vocab.problem.InvalidRequestException;

/** A real PostgreSQL; its driver comes from a folder, as an administrator would put it there. */
class JdbcConnectorTest extends PrivateSourceContract {
  private static final String USER = "nguoi_doc_kin";
  private static final String PASSWORD = "mat-khau-nguoi-doc";
  private static PostgresCluster database;
  private static Path drivers;

  private SourceClient net;
  private boolean broken;

  @BeforeAll
  static void startDatabase(@TempDir Path folder) throws Exception {
    database = PostgresCluster.start();
    database.execute("create role %s login password '%s'".formatted(USER, PASSWORD));
    drivers = folder;
    Files.copy(PostgresCluster.driver(), drivers.resolve("postgresql.jar"));
  }

  @AfterAll
  static void stopDatabase() throws Exception {
    if (database != null) {
      database.close();
    }
  }

  @BeforeEach
  void empty() throws Exception {
    net = new SourceClient("test@sen.vn", Limits.defaults());
    database.execute(
        "drop schema if exists so_lieu cascade",
        "create schema so_lieu",
        "grant usage on schema so_lieu to " + USER,
        "alter default privileges in schema so_lieu grant select on tables to " + USER);
  }

  @AfterEach
  void close() throws IOException {
    net.close();
  }

  @Override
  protected Connector connector() {
    return new JdbcConnector(net, drivers);
  }

  @Override
  protected Source source(OptionalInt limit) {
    return source(limit, Map.of());
  }

  private Source source(OptionalInt limit, Map<String, String> options) {
    return source(limit, options, PASSWORD, List.of("127.0.0.1"));
  }

  private Source source(
      OptionalInt limit, Map<String, String> options, String password, List<String> hosts) {
    return new Source(
        new SourceId("kho-jdbc"),
        connector()
            .address(
                "jdbc:postgresql://127.0.0.1:%d/postgres?currentSchema=so_lieu"
                    .formatted(broken ? 1 : database.port())),
        new AgencyCode("G09"),
        hosts,
        limit,
        options,
        Optional.of(new Credentials.Basic(USER, new Secret(password))));
  }

  @Override
  protected void put(String name, List<String> values) throws Exception {
    database.execute(
        "drop table if exists so_lieu." + name,
        "create table so_lieu.%s (so integer)".formatted(name),
        "insert into so_lieu.%s values (%s)".formatted(name, String.join("), (", values)));
  }

  @Override
  protected void remove(String name) throws Exception {
    database.execute("drop table so_lieu." + name);
  }

  @Override
  protected void breakDown() {
    broken = true;
  }

  @Override
  protected List<String> whereabouts() {
    return List.of(
        "127.0.0.1",
        "localhost",
        String.valueOf(database.port()),
        USER,
        PASSWORD,
        "postgres",
        "select ");
  }

  @Override
  protected String identifier(String name) {
    return "so_lieu." + name;
  }

  @Override
  protected List<String> rows(List<String> values) {
    return values.stream().map("{\"so\":%s}"::formatted).toList();
  }

  private String rowsOf(String table) throws Exception {
    return content("urn:sen:source:kho-jdbc:so_lieu/%s.jsonl".formatted(table));
  }

  private static List<JsonNode> parsed(String lines) {
    return lines.lines().map(line -> Json.read(line, JsonNode.class)).toList();
  }

  @Test
  void commentsBecomeTitlesAndDescriptions() throws Exception {
    put("dan_so", List.of("1"));
    database.execute(
        "comment on table so_lieu.dan_so is 'Dân số theo tỉnh\nMỗi năm một dòng.'",
        "comment on column so_lieu.dan_so.so is 'Số người'",
        "create view so_lieu.dan_so_lon as select * from so_lieu.dan_so where so > 0");

    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(2));

    Dataset dataset = Dataset.of(log.record("so_lieu.dan_so"));
    assertThat(dataset.title().in("vi")).contains("Dân số theo tỉnh");
    assertThat(dataset.description().in("vi").orElseThrow()).contains("Mỗi năm một dòng.");
    assertThat(Dataset.of(log.record("so_lieu.dan_so_lon")).title().in("vi"))
        .contains("dan so lon");
    assertThat(content("urn:sen:source:kho-jdbc:so_lieu/dan_so.schema.json")).contains("Số người");
  }

  @Test
  void keysReferencesAndNullsArePromised() throws Exception {
    database.execute(
        "create table so_lieu.tinh (ma text primary key, ten text not null)",
        "create table so_lieu.xa (tinh text references so_lieu.tinh, ma int, primary key (tinh,"
            + " ma))");
    harvest();

    JsonNode schema =
        Json.read(content("urn:sen:source:kho-jdbc:so_lieu/xa.schema.json"), JsonNode.class);

    assertThat(schema.at("/primaryKey").toString()).isEqualTo("[\"tinh\",\"ma\"]");
    assertThat(schema.at("/foreignKeys/0/reference/resource").asText()).isEqualTo("tinh");
    assertThat(schema.at("/fields/1/type").asText()).isEqualTo("integer");
    assertThat(content("urn:sen:source:kho-jdbc:so_lieu/tinh.schema.json"))
        .contains("\"required\":true");
  }

  @Test
  void everyKindOfValueIsWrittenFaithfully() throws Exception {
    database.execute(
        """
        create table so_lieu.gia_tri (id int primary key, chu text, so numeric(30,10), lon bigint,
          thuc double precision, dung boolean, ngay date, luc timestamp, khi timestamptz, byte bytea,
          mang int[], chu_mang text[], j jsonb, u uuid, bit3 bit(3))
        """,
        """
        insert into so_lieu.gia_tri values
          (1, '', 12345678901234567890.0123456789, 9007199254740993, 0.1, true, '2026-02-28',
           '2026-01-02 03:04:05.678', '2026-01-02 03:04:05+07', '\\x00ff', '{1,2,null}', '{"a,b","c"}',
           '{"b": 1}', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '101'),
          (2, null, null, null, null, null, null, null, null, null, null, null, null, null, null),
          (3, ' x ', 'NaN', -1, 'Infinity', false, 'infinity', '-infinity', 'infinity', '', '{}', '{}',
           'null', null, '000')
        """);

    List<JsonNode> rows = parsed(rowsOf("gia_tri"));

    JsonNode first = rows.get(0);
    assertThat(first.get("chu").isTextual()).isTrue();
    assertThat(first.get("chu").asText()).isEmpty();
    assertThat(rowsOf("gia_tri"))
        .contains("\"so\":12345678901234567890.0123456789", "\"lon\":9007199254740993");
    assertThat(first.get("thuc").asText()).isEqualTo("0.1");
    assertThat(first.get("dung").isBoolean()).isTrue();
    assertThat(first.get("ngay").asText()).isEqualTo("2026-02-28");
    assertThat(first.get("luc").asText()).isEqualTo("2026-01-02T03:04:05.678");
    assertThat(java.time.OffsetDateTime.parse(first.get("khi").asText()).toInstant())
        .isEqualTo("2026-01-01T20:04:05Z");
    assertThat(first.get("byte").asText()).isEqualTo("\\x00ff");
    assertThat(first.get("mang").toString()).isEqualTo("[1,2,null]");
    assertThat(first.get("chu_mang").toString()).isEqualTo("[\"a,b\",\"c\"]");
    assertThat(first.get("j").asText()).isEqualTo("{\"b\": 1}");
    assertThat(first.get("u").asText()).isEqualTo("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");
    assertThat(first.get("bit3").asText()).isEqualTo("101");
    rows.get(1)
        .properties()
        .forEach(
            cell -> {
              if (!cell.getKey().equals("id")) {
                assertThat(cell.getValue().isNull()).as(cell.getKey()).isTrue();
              }
            });
    assertThat(rows.get(2).get("so").asText()).isEqualTo("NaN");
    assertThat(rows.get(2).get("ngay").asText()).isEqualTo("infinity");
    assertThat(rows.get(2).get("luc").asText()).isEqualTo("-infinity");
    assertThat(rows.get(2).get("khi").asText()).isEqualTo("infinity");
  }

  @Test
  void rowsHaveOneOrderWhateverTheOneOnDisk() throws Exception {
    database.execute(
        "create table so_lieu.khoa (ma int primary key, j json)",
        "insert into so_lieu.khoa values (3, '{}'), (1, '[1]'), (2, null)",
        "create table so_lieu.khong_khoa (a text, j json, p point)",
        "insert into so_lieu.khong_khoa values ('b', '2', '(1,2)'), ('a', '1', null), (null, '3',"
            + " null)");
    String keyed = rowsOf("khoa");
    String unkeyed = rowsOf("khong_khoa");

    database.execute(
        "update so_lieu.khoa set ma = ma where ma = 1",
        "delete from so_lieu.khong_khoa where a = 'b'",
        "insert into so_lieu.khong_khoa values ('b', '2', '(1,2)')",
        "update so_lieu.khong_khoa set a = a where a = 'a'");

    assertThat(rowsOf("khoa")).isEqualTo(keyed);
    assertThat(rowsOf("khong_khoa")).isEqualTo(unkeyed);
    assertThat(parsed(keyed)).extracting(row -> row.get("ma").asInt()).containsExactly(1, 2, 3);
  }

  @Test
  void tablesThatTheUserMayNotReadAreNotThere() throws Exception {
    put("mo", List.of("1"));
    put("kin", List.of("1"));
    database.execute(
        "revoke all on so_lieu.kin from " + USER,
        "create table so_lieu.chia (nam int) partition by range (nam)",
        "create table so_lieu.chia_2026 partition of so_lieu.chia for values from (2026) to"
            + " (2027)");

    harvest();

    assertThat(log.identifiers()).containsExactlyInAnyOrder("so_lieu.mo", "so_lieu.chia");
    assertThat(download("urn:sen:source:kho-jdbc:so_lieu/kin.jsonl", Conditions.NONE))
        .isInstanceOf(Fetched.Failure.class);
  }

  @Test
  void aTableThatIsLockedIsNotOneThatIsGone() throws Exception {
    put("mo", List.of("1"));
    put("khoa", List.of("1"));
    database.execute("alter role %s set lock_timeout = '300ms'".formatted(USER));
    try (var owner = database.connect();
        var lock = owner.createStatement()) {
      owner.setAutoCommit(false);
      lock.execute("lock table so_lieu.khoa in access exclusive mode");

      HarvestOutcome outcome = harvest();

      assertThat(outcome).isInstanceOf(HarvestOutcome.Partial.class);
      assertThat(((HarvestOutcome.Partial) outcome).reason().en()).contains("55P03");
      owner.rollback();
    } finally {
      database.execute("alter role %s reset lock_timeout".formatted(USER));
    }
    assertThat(harvest()).isEqualTo(new HarvestOutcome.Complete(2));
  }

  @Test
  void aSchemaThatIsNotThereIsNotAnEmptyOne() throws Exception {
    put("mo", List.of("1"));
    for (String change :
        List.of(
            "revoke usage on schema so_lieu from " + USER,
            "alter schema so_lieu rename to ten_khac")) {
      database.execute(change);
      try {
        HarvestOutcome outcome = harvest();

        assertThat(outcome).as(change).isInstanceOf(HarvestOutcome.Partial.class);
        assertThat(((HarvestOutcome.Partial) outcome).reason().en()).contains("schema");
        assertThat(outcome.toString()).doesNotContain(whereabouts());
      } finally {
        database.execute("drop schema if exists ten_khac cascade");
      }
    }
  }

  @Test
  void aSchemaWithMoreTablesThanAreReadIsCutAndOneWithAsManyIsNot() throws Exception {
    for (String name : List.of("a", "b", "c")) {
      put(name, List.of("1"));
    }
    for (int most : List.of(2, 3)) {
      var few =
          new JdbcConnector(
              net,
              drivers,
              new JdbcConnector.Bounds(
                  most, 1_000, 20_000, Duration.ofSeconds(5), Duration.ofSeconds(20)));

      HarvestOutcome outcome = few.harvest(source(OptionalInt.empty()), log, log);

      if (most == 2) {
        assertThat(((HarvestOutcome.Partial) outcome).reason().en()).contains("more than 2 tables");
      } else {
        assertThat(outcome).isEqualTo(new HarvestOutcome.Complete(3));
      }
      log.next();
    }
  }

  @Test
  void namesMayHoldAnything() throws Exception {
    database.execute(
        "create table so_lieu.\"bảng/lạ \"\"x\"\" %_\" (\"cột \"\"a\"\"\" int, \"dân số\" int)",
        "insert into so_lieu.\"bảng/lạ \"\"x\"\" %_\" values (1, 2)");

    harvest();

    String url = distribution("so_lieu.bảng/lạ \"x\" %_").downloadUrl().orElseThrow();
    assertThat(content(url)).isEqualTo("{\"cột \\\"a\\\"\":1,\"dân số\":2}\n");
  }

  private HarvestOutcome harvest(String queries) throws InterruptedException {
    return connector().harvest(source(OptionalInt.empty(), queriesOf(queries)), log, log);
  }

  private static Map<String, String> queriesOf(String queries) {
    return Map.of(JdbcConnector.QUERIES, queries);
  }

  private Fetched<Downloaded> downloadOf(String queries, String id) throws InterruptedException {
    return new JdbcConnector(net, drivers)
        .download(
            source(OptionalInt.empty(), queriesOf(queries)),
            new vn.sen.harvest.PrivateName(new SourceId("kho-jdbc"), id + ".jsonl"),
            scratch,
            Conditions.NONE);
  }

  @Test
  void queriesAreRecordsInTheirOwnWords() throws Exception {
    put("bo", List.of("3", "1", "2"));
    String queries =
        """
        [{"id": "chan", "title": "Số chẵn", "description": "Chỉ số chẵn.",
          "sql": "with x as (select so, so as so2 from bo) select * from x where so % 2 = 0;"},
         {"id": "giam", "title": "Giảm dần", "ordered": true,
          "sql": "select so from bo order by so desc"}]
        """;

    assertThat(harvest(queries)).isEqualTo(new HarvestOutcome.Complete(2));

    Dataset dataset = Dataset.of(log.record("chan"));
    assertThat(dataset.title().in("vi")).contains("Số chẵn");
    var even = (Fetched.Body<Downloaded>) downloadOf(queries, "chan");
    assertThat(Files.readString(even.value().file())).isEqualTo("{\"so\":2,\"so2\":2}\n");
    var down = (Fetched.Body<Downloaded>) downloadOf(queries, "giam");
    assertThat(Files.readAllLines(down.value().file()))
        .containsExactly("{\"so\":3}", "{\"so\":2}", "{\"so\":1}");
    assertThat(downloadOf(queries, "so_lieu/bo")).isInstanceOf(Fetched.Failure.class);
  }

  @Test
  void nothingIsWrittenWhateverAQuerySays() throws Exception {
    put("bo", List.of("1"));
    database.execute(
        "grant insert, delete on so_lieu.bo to " + USER,
        "create function so_lieu.xoa() returns int language sql as 'delete from so_lieu.bo"
            + " returning so'");
    for (String sql :
        List.of(
            "select so_lieu.xoa() as x",
            "with d as (delete from so_lieu.bo returning so) select * from d")) {
      for (boolean ordered : List.of(true, false)) {
        String queries =
            "[{\"id\": \"x\", \"sql\": \"%s\", \"ordered\": %s}]".formatted(sql, ordered);

        Fetched<Downloaded> fetched = downloadOf(queries, "x");

        assertThat(fetched).as(sql).isInstanceOf(Fetched.Failure.class);
        assertThat(fetched.toString()).doesNotContain(whereabouts());
      }
    }
    assertThat(rowsOf("bo")).isEqualTo("{\"so\":1}\n");
  }

  @Test
  void whatTakesTooLongOrIsTooMuchIsStopped() throws Exception {
    put("bo", List.of("1"));
    var strict =
        new JdbcConnector(
            net,
            drivers,
            new JdbcConnector.Bounds(
                10, 1_000, 20_000, Duration.ofSeconds(1), Duration.ofSeconds(20)));
    Map<String, String> queries =
        queriesOf(
            """
            [{"id": "cham", "sql": "select pg_sleep(60)::text as x"},
             {"id": "nhieu", "sql": "select generate_series(1, 2000) as x"},
             {"id": "dai", "sql": "select repeat('x', 5000) as x, generate_series(1, 100) as y"}]
            """);
    long before = System.nanoTime();
    for (String id : List.of("cham", "nhieu", "dai")) {
      Fetched<Downloaded> fetched =
          strict.download(
              source(OptionalInt.empty(), queries),
              new vn.sen.harvest.PrivateName(new SourceId("kho-jdbc"), id + ".jsonl"),
              scratch,
              Conditions.NONE);

      assertThat(fetched).as(id).isInstanceOf(Fetched.Failure.class);
      assertThat(((Fetched.Failure<Downloaded>) fetched).message().en())
          .containsAnyOf("too long", "more than 1000 rows");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void aWrongPasswordAndAHostThatIsNotAllowedAreSaid() throws Exception {
    HarvestOutcome wrong =
        connector()
            .harvest(
                source(OptionalInt.empty(), Map.of(), "sai-bet", List.of("127.0.0.1")), log, log);
    HarvestOutcome refused =
        connector().harvest(source(OptionalInt.empty(), Map.of(), PASSWORD, List.of()), log, log);

    assertThat(((HarvestOutcome.Partial) wrong).reason().en()).contains("does not accept");
    assertThat(((HarvestOutcome.Partial) refused).reason().en()).contains("--allow-host");
    assertThat(wrong.toString() + refused).doesNotContain(whereabouts()).doesNotContain("sai-bet");
  }

  @Test
  void withoutCredentialsNobodyIsTakenFromThisMachine() throws Exception {
    put("mo", List.of("1"));
    String here = System.getProperty("user.name");
    database.execute(
        "drop role if exists \"%s\"".formatted(here),
        "create role \"%s\" superuser login password 'cua-may'".formatted(here));
    Path passwords = Files.writeString(scratch.resolve("pgpass"), "*:*:*:*:cua-may\n");
    System.setProperty("org.postgresql.pgpassfile", passwords.toString());
    try {
      Source with = source(OptionalInt.empty());
      var without =
          new Source(
              with.id(),
              with.url(),
              with.agency(),
              List.of("127.0.0.1"),
              OptionalInt.empty(),
              Map.of(),
              Optional.empty());

      HarvestOutcome outcome = connector().harvest(without, log, log);

      assertThat(outcome).isInstanceOf(HarvestOutcome.Partial.class);
      assertThat(((HarvestOutcome.Partial) outcome).reason().en()).contains("does not accept");
    } finally {
      System.clearProperty("org.postgresql.pgpassfile");
    }
  }

  @Test
  void aMissingDriverIsNamedWithTheWayToGetIt(@TempDir Path nothing) throws Exception {
    for (String address :
        List.of("jdbc:postgresql://127.0.0.1:5432/a", "jdbc:mysql://127.0.0.1:3306/a")) {
      var connector = new JdbcConnector(net, nothing);
      Source source =
          new Source(
              new SourceId("kho-jdbc"),
              connector.address(address),
              new AgencyCode("G09"),
              List.of("127.0.0.1"),
              OptionalInt.empty());

      HarvestOutcome outcome = connector.harvest(source, log, log);

      assertThat(((HarvestOutcome.Partial) outcome).reason().en())
          .contains("sen.harvest.drivers", "Maven Central");
    }
  }

  @Test
  void propertiesThatOpenOtherDoorsAreRefused() {
    for (String address :
        List.of(
            "jdbc:postgresql://h/d?socketFactory=x.Y",
            "jdbc:postgresql://h/d?loggerFile=/tmp/x",
            "jdbc:postgresql://h/d?currentSchema=a&SocketFactoryArg=x",
            "jdbc:postgresql://h/d?sslmode=verify-full",
            "jdbc:postgresql://h1,h2/d",
            "jdbc:postgresql://u:" + PASSWORD + "@h/d",
            "jdbc:postgresql://h/d?user=a&password=" + PASSWORD,
            "jdbc:mysql://h/d?allowLoadLocalInfile=true",
            "jdbc:mysql://h/d?autoDeserialize=true",
            "jdbc:mysql://h/d?%61utoDeserialize=true",
            "jdbc:mysql://(host=h)/d",
            "jdbc:mysql:loadbalance://h/d",
            "jdbc:sqlserver://h;integratedSecurity=true",
            "jdbc:sqlserver://h;user=a;password=" + PASSWORD,
            "jdbc:sqlserver://h\\instance",
            "jdbc:oracle:oci:@h",
            "jdbc:oracle:thin:@(DESCRIPTION=...)",
            "jdbc:oracle:thin:@//h:1521/s?TNS_ADMIN=/etc",
            "jdbc:h2:mem:x;INIT=RUNSCRIPT",
            "https://h/")) {
      assertThatThrownBy(() -> connector().address(address))
          .as(address)
          .isInstanceOf(InvalidRequestException.class)
          .message()
          .doesNotContain(PASSWORD);
    }
    assertThat(connector().address("jdbc:postgresql://h.vn/d?currentSchema=a,b&sslmode=require"))
        .isInstanceOf(URI.class);
  }

  @Test
  void queriesThatCannotBeMeantAreRefusedInWords() {
    for (String queries :
        List.of(
            "x",
            "{}",
            "[]",
            "[{\"sql\": \"select 1\"}]",
            "[{\"id\": \"a b\", \"sql\": \"select 1\"}]",
            "[{\"id\": \"a\", \"sql\": \"delete from x\"}]",
            "[{\"id\": \"a\", \"sql\": \"select 1; drop table x\"}]",
            "[{\"id\": \"a\", \"sql\": \"select 1\"}, {\"id\": \"a\", \"sql\": \"select 2\"}]")) {
      assertThatThrownBy(() -> JdbcConnector.demandQueries(queries))
          .as(queries)
          .isInstanceOf(InvalidRequestException.class);
    }
    JdbcConnector.demandQueries("[{\"id\": \"a\", \"sql\": \"select ';' as x;\"}]");
  }

  @Test
  void interruptionEndsAQueryThatWaits() throws Exception {
    var names = new ArrayList<Throwable>();
    Thread thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    downloadOf(
                        "[{\"id\": \"x\", \"sql\": \"select pg_sleep(60)::text as a\"}]", "x");
                  } catch (InterruptedException e) {
                    names.add(e);
                  }
                });
    Thread.sleep(2_000);
    thread.interrupt();
    thread.join(10_000);

    assertThat(names).hasSize(1);
  }
}
