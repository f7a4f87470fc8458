package vn.sen.catalog;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.sen.vocab.Dataset;
import vn.sen.vocab.Distribution;
import vn.sen.vocab.Frequencies;
import vn.sen.vocab.Frequency;
import vn.sen.vocab.LangText;
import vn.sen.vocab.Licences;
import vn.sen.vocab.Message;

/**
 * What a copy says otherwise than the record that speaks. What only one of the two says is none,
 * nor is another way to say the same.
 *
 * @param property such as {@code title}, {@code license}, {@code distribution}
 * @param speaker what is shown; of distributions, the addresses that only it has
 * @param copy what the copy says; of distributions, likewise
 */
public record Difference(String property, Message label, List<String> speaker, List<String> copy) {
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  public Difference {
    speaker = List.copyOf(speaker);
    copy = List.copyOf(copy);
  }

  /** Where {@code copy} contradicts {@code speaker}, in the order of a dataset's page. */
  public static List<Difference> between(Dataset speaker, Dataset copy) {
    return Stream.of(
            texts("title", new Message("Tên", "Title"), speaker.title(), copy.title()),
            texts(
                "description",
                new Message("Mô tả", "Description"),
                speaker.description(),
                copy.description()),
            publishers(speaker.publisher(), copy.publisher()),
            values(
                "license",
                new Message("Giấy phép", "Licence"),
                speaker.license(),
                copy.license(),
                Licences::iri),
            values(
                "accessRights",
                new Message("Quyền truy cập", "Access rights"),
                speaker.accessRights(),
                copy.accessRights(),
                Difference::folded),
            values(
                "accrualPeriodicity",
                new Message("Kỳ cập nhật", "Frequency"),
                speaker.frequency(),
                copy.frequency(),
                words -> Frequencies.find(words).map(Frequency::code).orElse(folded(words))),
            days(
                "issued",
                new Message("Ngày công bố", "Date of issue"),
                speaker.issued(),
                copy.issued()),
            days(
                "modified",
                new Message("Dữ liệu đổi ngày", "Modified"),
                speaker.modified(),
                copy.modified()),
            days(
                "startDate",
                new Message("Kỳ dữ liệu từ", "Period from"),
                speaker.temporal().flatMap(Dataset.Period::start),
                copy.temporal().flatMap(Dataset.Period::start)),
            days(
                "endDate",
                new Message("Kỳ dữ liệu đến", "Period to"),
                speaker.temporal().flatMap(Dataset.Period::end),
                copy.temporal().flatMap(Dataset.Period::end)),
            distributions(speaker.distributions(), copy.distributions()))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Languages that both speak. */
  private static Optional<Difference> texts(
      String property, Message label, LangText speaker, LangText copy) {
    var one = new ArrayList<String>();
    var other = new ArrayList<String>();
    speaker
        .byLanguage()
        .forEach(
            (language, text) -> {
              String said = copy.byLanguage().get(language);
              if (said != null && !folded(said).equals(folded(text))) {
                one.add(text);
                other.add(said);
              }
            });
    return one.isEmpty()
        ? Optional.empty()
        : Optional.of(new Difference(property, label, one, other));
  }

  /** By their codes, where both have one. */
  private static Optional<Difference> publishers(
      Optional<Dataset.Agent> speaker, Optional<Dataset.Agent> copy) {
    var label = new Message("Cơ quan công bố", "Publisher");
    if (speaker.flatMap(Dataset.Agent::code).isPresent()
        && copy.flatMap(Dataset.Agent::code).isPresent()) {
      return values(
          "publisher",
          label,
          speaker.flatMap(Dataset.Agent::code),
          copy.flatMap(Dataset.Agent::code),
          Difference::folded);
    }
    return texts(
        "publisher",
        label,
        speaker.map(Dataset.Agent::name).orElse(LangText.EMPTY),
        copy.map(Dataset.Agent::name).orElse(LangText.EMPTY));
  }

  private static Optional<Difference> values(
      String property,
      Message label,
      Optional<String> speaker,
      Optional<String> copy,
      UnaryOperator<String> meaning) {
    return speaker.isEmpty()
            || copy.isEmpty()
            || meaning.apply(speaker.get()).equals(meaning.apply(copy.get()))
        ? Optional.empty()
        : Optional.of(new Difference(property, label, List.of(speaker.get()), List.of(copy.get())));
  }

  /** A year, and a day in it, say the same, each as precisely as it can. */
  private static Optional<Difference> days(
      String property, Message label, Optional<String> speaker, Optional<String> copy) {
    boolean meet =
        span(speaker).flatMap(one -> span(copy).map(other -> one.meets(other))).orElse(false);
    return meet ? Optional.empty() : values(property, label, speaker, copy, Difference::folded);
  }

  private static Optional<Span> span(Optional<String> lexical) {
    return lexical
        .flatMap(Moments::firstDay)
        .flatMap(first -> lexical.flatMap(Moments::lastDay).map(last -> new Span(first, last)));
  }

  private record Span(String first, String last) {
    boolean meets(Span other) {
      return first.compareTo(other.last) <= 0 && other.first.compareTo(last) <= 0;
    }
  }

  private static Optional<Difference> distributions(
      List<Distribution> speaker, List<Distribution> copy) {
    TreeSet<String> one = addresses(speaker);
    TreeSet<String> other = addresses(copy);
    if (one.isEmpty() || other.isEmpty() || one.equals(other)) {
      return Optional.empty();
    }
    var onlyCopy = new TreeSet<>(other);
    onlyCopy.removeAll(one);
    one.removeAll(other);
    return Optional.of(
        new Difference(
            "distribution",
            new Message("Tệp", "Distributions"),
            List.copyOf(one),
            List.copyOf(onlyCopy)));
  }

  /** http and https are one place. */
  private static TreeSet<String> addresses(List<Distribution> distributions) {
    var addresses = new TreeSet<String>();
    for (Distribution distribution : distributions) {
      distribution
          .downloadUrl()
          .or(distribution::accessUrl)
          .map(url -> url.strip().replaceFirst("^http://", "https://").replaceFirst("/$", ""))
          .ifPresent(addresses::add);
    }
    return addresses;
  }

  private static String folded(String text) {
    return BLANKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFC).strip()).replaceAll(" ");
  }
}
