package vn.sen.harvest.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import vn.sen.harvest.contract.Contract.Bound;
import vn.sen.harvest.contract.Contract.Comparison;
import vn.sen.harvest.contract.Contract.FieldsMatch;
import vn.sen.harvest.contract.Contract.Limits;
import vn.sen.harvest.contract.Contract.OtherTable;
import vn.sen.harvest.contract.Contract.PromisedColumn;
import vn.sen.harvest.contract.Contract.PromisedFile;
import vn.sen.harvest.contract.Contract.PromisedQuery;
import vn.sen.harvest.contract.Contract.PromisedRule;
import vn.sen.harvest.contract.Contract.Reference;
import vn.sen.vocab.ColumnType;
import vn.sen.vocab.Distribution.Checksum;
import vn.sen.vocab.Message;

/**
 * Contracts as agencies might write them: of a few columns, or of everything that a contract can
 * hold.
 */
final class AnyContract {
  private static final List<String> NAMES =
      List.of(
          "ma_tinh",
          "ten",
          "nam",
          "so_luong",
          "Mã xã",
          "dân số",
          "no",
          "01",
          "2024-01-31",
          "a: b",
          "#x",
          "tỷ lệ (%)",
          "\"q\"",
          "ghi chú",
          "x.y",
          "_id",
          "-",
          "null",
          "Đơn vị tính",
          "a/b");

  private static final List<String> WORDS =
      List.of(
          "Mã tỉnh",
          "yes",
          "dòng một\ndòng hai",
          "1e3",
          "- gạch",
          "{a}",
          "Số: 5",
          "~",
          "%",
          "'",
          "a b");

  private static final List<String> VALUES =
      List.of("Bắc", "Nam", "01", "no", "2024-01-31", "1.50", "true", "null", "a, b", "~");

  private static final List<String> NUMBERS =
      List.of("0", "-3", "12", "1.5", "100000000000", "0.01");

  private final Random random;

  private AnyContract(Random random) {
    this.random = random;
  }

  /** Of everything that a contract can hold. */
  static Arbitrary<Contract> any() {
    return Arbitraries.randomValue(random -> new AnyContract(random).contract(List.of()));
  }

  /** Of what a form has words for. */
  static Arbitrary<Contract> sayableIn(ContractForm form) {
    return Arbitraries.randomValue(random -> new AnyContract(random).contract(List.of(form)));
  }

  private Contract contract(List<ContractForm> form) {
    boolean simpleNames = form.contains(ContractForm.ODCS);
    List<String> all =
        simpleNames
            ? NAMES.stream().filter(name -> name.matches("[A-Za-z_][A-Za-z0-9_]*")).toList()
            : NAMES;
    List<String> names = some(all, 1, 5);
    List<PromisedColumn> columns = names.stream().map(name -> column(name, form)).toList();
    List<String> key = chance(3) ? some(names, 1, 2) : List.of();
    var references = new ArrayList<Reference>();
    if (chance(2)) {
      List<String> from = some(names, 1, 2);
      references.add(
          chance(2)
              ? new Reference(from, "", some(names, from.size(), from.size()))
              : new Reference(
                  from,
                  "danh_muc",
                  IntStream.range(0, from.size()).mapToObj(i -> "c" + i).toList()));
    }
    List<PromisedRule> rules = several(2, () -> rule(names));
    boolean sql = form.isEmpty() || form.contains(ContractForm.ODCS);
    List<String> tables = chance(2) ? List.of("dan_so") : List.of("dan_so", "bang 1");
    List<PromisedQuery> queries = sql ? several(2, () -> query(tables)) : List.of();
    List<Message> unheld =
        form.isEmpty() && chance(3) ? List.of(new Message("ở /x: lời", "at /x: words")) : List.of();
    FieldsMatch match =
        form.isEmpty() || form.contains(ContractForm.TABLE_SCHEMA)
            ? pick(List.of(FieldsMatch.values()))
            : FieldsMatch.EXACT;
    PromisedFile file =
        form.isEmpty() && chance(4)
            ? new PromisedFile(
                OptionalLong.of(random.nextInt(3)),
                maybe(() -> new Checksum("md5", pick(List.of("aa", "bb")))),
                OptionalLong.of(random.nextInt(3)))
            : PromisedFile.NONE;
    return new Contract(
        columns, key, references, rules, queries, unheld, match, file, others(form, references));
  }

  private List<OtherTable> others(List<ContractForm> form, List<Reference> references) {
    boolean isReferredTo = references.stream().anyMatch(r -> !r.table().isEmpty());
    if (isReferredTo && form.contains(ContractForm.CSVW)) {
      String path = pick(List.of("danh_muc.csv", "dữ liệu/danh_muc.csv"));
      return List.of(new OtherTable("danh_muc", Optional.of(path), List.of(), List.of()));
    }
    return form.isEmpty() && chance(3)
        ? List.of(
            new OtherTable(
                "danh_muc",
                maybe(() -> "danh_muc.csv"),
                List.of("c0"),
                some(VALUES, 1, 3).stream().map(List::of).toList()))
        : List.of();
  }

  private PromisedColumn column(String name, List<ContractForm> form) {
    Optional<ColumnType> type =
        maybe(() -> pick(List.of(ColumnType.values())))
            .filter(t -> form.isEmpty() || isSayable(t, form.getFirst()));
    boolean csvw = form.contains(ContractForm.CSVW);
    boolean unique = random.nextBoolean() && !csvw;
    return new PromisedColumn(
            name,
            type,
            random.nextBoolean(),
            unique,
            maybe(() -> pick(WORDS)),
            maybe(() -> pick(WORDS)),
            limits(type, form))
        .in(maybe(() -> pick(List.of("triệu đồng", "%", "1"))));
  }

  private static boolean isSayable(ColumnType type, ContractForm form) {
    return switch (type) {
      case YEAR_QUARTER -> form == ContractForm.ODCS;
      case DURATION -> form != ContractForm.ODCS;
      case GEOMETRY -> form == ContractForm.TABLE_SCHEMA;
      default -> true;
    };
  }

  private Limits limits(Optional<ColumnType> type, List<ContractForm> form) {
    boolean free = form.isEmpty();
    boolean text = free || type.equals(Optional.of(ColumnType.TEXT));
    boolean ordered =
        free
            || type.filter(
                    t ->
                        t != ColumnType.TEXT
                            && t != ColumnType.BOOLEAN
                            && t != ColumnType.DURATION
                            && t != ColumnType.GEOMETRY)
                .isPresent();
    boolean number =
        type.filter(t -> t == ColumnType.INTEGER || t == ColumnType.DECIMAL).isPresent();
    String rest = type.equals(Optional.of(ColumnType.YEAR)) ? "" : "-06-30";
    Supplier<Bound> least = () -> new Bound(number ? "-7.5" : "2019" + rest, random.nextBoolean());
    Supplier<Bound> most =
        () -> new Bound(number ? pick(NUMBERS) : "2024" + rest, random.nextBoolean());
    boolean enumerable =
        free
            || form.contains(ContractForm.ODCS)
            || form.contains(ContractForm.TABLE_SCHEMA)
                && !type.equals(Optional.of(ColumnType.BOOLEAN));
    boolean pattern = text || form.contains(ContractForm.ODCS);
    return new Limits(
        ordered ? maybe(least) : Optional.empty(),
        ordered ? maybe(most) : Optional.empty(),
        text && chance(2) ? OptionalInt.of(random.nextInt(4)) : OptionalInt.empty(),
        text && chance(2) ? OptionalInt.of(4 + random.nextInt(4)) : OptionalInt.empty(),
        pattern ? maybe(() -> pick(List.of("[0-9]{2}", "a|b", ".*#"))) : Optional.empty(),
        enumerable && chance(2) ? some(VALUES, 1, 4) : List.of());
  }

  private PromisedRule rule(List<String> names) {
    var parameters = new HashMap<String, List<String>>();
    return switch (random.nextInt(4)) {
      case 0 -> {
        parameters.put("minimum", List.of(Integer.toString(random.nextInt(5))));
        if (chance(2)) {
          parameters.put("maximum", List.of(Integer.toString(random.nextInt(5))));
        }
        yield new PromisedRule("COM-08", parameters);
      }
      case 1 -> {
        parameters.put("columns", some(names, 1, 2));
        yield new PromisedRule("CLN-07", parameters);
      }
      case 2 -> {
        parameters.put("column", some(names, 1, 1));
        parameters.put("values", some(VALUES, 1, 4));
        yield new PromisedRule("ACC-03", parameters);
      }
      default -> {
        parameters.put("determinant", some(names, 1, 2));
        parameters.put("dependent", some(names, 1, 2));
        parameters.put("tolerance", List.of(pick(NUMBERS)));
        yield new PromisedRule("ACC-10", parameters);
      }
    };
  }

  private PromisedQuery query(List<String> tables) {
    Comparison comparison = pick(List.of(Comparison.values()));
    boolean two = comparison == Comparison.BE_BETWEEN || comparison == Comparison.NOT_BE_BETWEEN;
    return new PromisedQuery(
        tables,
        "SELECT count(*) FROM dan_so WHERE x > " + random.nextInt(3),
        comparison,
        two ? List.of("1", "2.5") : List.of(pick(NUMBERS)),
        maybe(() -> pick(WORDS)));
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private <T> Optional<T> maybe(Supplier<T> value) {
    return chance(2) ? Optional.of(value.get()) : Optional.empty();
  }

  private <T> List<T> several(int most, Supplier<T> value) {
    return Stream.generate(value).limit(random.nextInt(most + 1)).distinct().toList();
  }

  /** Different ones, in any order; fewer where there are not as many. */
  private <T> List<T> some(List<T> from, int fewest, int most) {
    var picked = new LinkedHashSet<T>();
    int wanted = Math.min(from.size(), fewest + random.nextInt(most - fewest + 1));
    while (picked.size() < wanted) {
      picked.add(pick(from));
    }
    return List.copyOf(picked);
  }
}
