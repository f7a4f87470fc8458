package vn.sen.harvest.contract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import vn.sen.harvest.contract.Contract.PromisedQuery;
import vn.sen.harvest.contract.Contract.PromisedRule;
import vn.sen.harvest.contract.Contract.Reference;
import vn.sen.harvest.contract.ContractChange.Kind;
import vn.sen.harvest.contract.ContractChange.OfQuery;
import vn.sen.harvest.contract.ContractChange.OfReference;
import vn.sen.harvest.contract.ContractChange.OfRule;
import vn.sen.harvest.contract.ContractChange.OfWords;
import vn.sen.vocab.Message;

/** What is promised otherwise by references, rules, queries and words. */
final class PromiseDifference {
  private final Map<String, String> kept;
  private final List<ContractChange> changes;

  /**
   * @param kept new names of columns, by the old ones
   * @param changes where each is added
   */
  PromiseDifference(Map<String, String> kept, List<ContractChange> changes) {
    this.kept = kept;
    this.changes = changes;
  }

  void compare(Contract before, Contract after) {
    references(before.references(), after.references());
    rules(before.rules(), after.rules());
    queries(before.queries(), after.queries());
    words(before.unheld(), after.unheld());
  }

  private void references(List<Reference> before, List<Reference> after) {
    List<Paired<Reference>> pairs =
        pair(
            before,
            after,
            new Keys<>(this::renamed, now -> now),
            new Keys<>(old -> renamed(old.columns()), Reference::columns));
    for (Paired<Reference> pair : pairs) {
      String old = pair.before().map(PromiseDifference::shown).orElse("");
      String now = pair.after().map(PromiseDifference::shown).orElse("");
      changes.add(
          new OfReference(
              pair.kindOr((_, _) -> Kind.CHANGED),
              pair.before(),
              pair.after(),
              message("Tham chiếu", "The reference", old, now)));
    }
  }

  private Reference renamed(Reference reference) {
    return new Reference(
        renamed(reference.columns()),
        reference.table(),
        reference.table().isEmpty() ? renamed(reference.referenced()) : reference.referenced());
  }

  private List<String> renamed(List<String> columns) {
    return columns.stream().map(name -> kept.getOrDefault(name, name)).toList();
  }

  private static String shown(Reference reference) {
    return "(%s) → %s(%s)"
        .formatted(
            String.join(", ", reference.columns()),
            reference.table(),
            String.join(", ", reference.referenced()));
  }

  private void rules(List<PromisedRule> before, List<PromisedRule> after) {
    List<Paired<PromisedRule>> pairs =
        pair(
            before,
            after,
            new Keys<>(this::renamed, now -> now),
            new Keys<>(old -> RuleLimits.subject(renamed(old)), RuleLimits::subject));
    for (Paired<PromisedRule> pair : pairs) {
      String old = pair.before().map(PromiseDifference::shown).orElse("");
      String now = pair.after().map(PromiseDifference::shown).orElse("");
      changes.add(
          new OfRule(
              pair.kindOr(RuleLimits::change),
              pair.before(),
              pair.after(),
              message("Quy tắc", "The rule", old, now)));
    }
  }

  /** A rule that speaks of columns by their old names. */
  private PromisedRule renamed(PromisedRule rule) {
    var parameters = new HashMap<String, List<String>>();
    rule.parameters()
        .forEach(
            (name, values) ->
                parameters.put(name, RuleLimits.isLimit(name) ? values : renamed(values)));
    return new PromisedRule(rule.rule(), parameters);
  }

  private static String shown(PromisedRule rule) {
    var said = new ArrayList<String>();
    rule.parameters().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(p -> said.add(p.getKey() + " " + ContractDifference.some(p.getValue())));
    return said.isEmpty() ? rule.rule() : rule.rule() + " (" + String.join("; ", said) + ")";
  }

  private void queries(List<PromisedQuery> before, List<PromisedQuery> after) {
    List<Paired<PromisedQuery>> pairs =
        pair(
            before,
            after,
            Keys.same(query -> query),
            Keys.same(query -> List.of(query.sql(), query.tables())));
    for (Paired<PromisedQuery> pair : pairs) {
      String old = pair.before().map(PromiseDifference::shown).orElse("");
      String now = pair.after().map(PromiseDifference::shown).orElse("");
      changes.add(
          new OfQuery(
              pair.kindOr(QueryRange::change),
              pair.before(),
              pair.after(),
              message("Truy vấn", "The query", old, now)));
    }
  }

  private static String shown(PromisedQuery query) {
    return "%s %s %s%s"
        .formatted(
            query.sql(),
            query.comparison().key(),
            String.join(", ", query.operands()),
            query.description().map(words -> " [" + words + "]").orElse(""));
  }

  private void words(List<Message> before, List<Message> after) {
    // The place within the contract that stands before the words is no part of the promise.
    Keys<Message> words = Keys.same(said -> said.en().substring(said.en().indexOf(": ") + 1));
    List<Paired<Message>> pairs = pair(before, after, words, words);
    for (Paired<Message> pair : pairs) {
      Message said = pair.before().or(pair::after).orElseThrow();
      boolean gone = pair.after().isEmpty();
      changes.add(
          new OfWords(
              gone ? Kind.REMOVED : Kind.ADDED,
              pair.before(),
              pair.after(),
              new Message(
                  (gone ? "Không còn lời hứa: " : "Thêm lời hứa: ") + said.vi(),
                  (gone ? "No longer promised: " : "Promised now: ") + said.en())));
    }
  }

  private static Message message(String vi, String en, String old, String now) {
    if (old.isEmpty()) {
      return new Message("%s có thêm: %s.".formatted(vi, now), "%s is new: %s.".formatted(en, now));
    }
    return now.isEmpty()
        ? new Message("%s không còn: %s.".formatted(vi, old), "%s is gone: %s.".formatted(en, old))
        : new Message(
            "%s: trước là %s; nay là %s.".formatted(vi, old, now),
            "%s: was %s; is %s.".formatted(en, old, now));
  }

  /** A promise of both contracts, or of one. */
  private record Paired<T>(Optional<T> before, Optional<T> after) {
    Kind kindOr(BiFunction<T, T, Kind> change) {
      if (before.isPresent() && after.isPresent()) {
        return change.apply(before.get(), after.get());
      }
      return before.isPresent() ? Kind.REMOVED : Kind.ADDED;
    }
  }

  /** By what a promise of the old contract, and one of the new, are found to belong together. */
  private record Keys<T>(Function<T, Object> old, Function<T, Object> now) {
    static <T> Keys<T> same(Function<T, Object> key) {
      return new Keys<>(key, key);
    }
  }

  /**
   * What is not in both: pairs that are about the same and differ, then what is in one alone.
   *
   * @param same equal where nothing has changed
   * @param like equal where they are about the same
   */
  private static <T> List<Paired<T>> pair(
      List<T> before, List<T> after, Keys<T> same, Keys<T> like) {
    var old = new ArrayList<>(before);
    var now = new ArrayList<>(after);
    take(old, now, same);
    List<Paired<T>> pairs = take(old, now, like);
    old.stream().map(t -> new Paired<>(Optional.of(t), Optional.<T>empty())).forEach(pairs::add);
    now.stream().map(t -> new Paired<>(Optional.<T>empty(), Optional.of(t))).forEach(pairs::add);
    return pairs;
  }

  /** Takes pairs out of both lists, in their order. */
  private static <T> List<Paired<T>> take(List<T> old, List<T> now, Keys<T> keys) {
    var waiting = new HashMap<Object, Deque<Integer>>();
    for (int i = 0; i < now.size(); i++) {
      waiting.computeIfAbsent(keys.now().apply(now.get(i)), _ -> new ArrayDeque<>()).add(i);
    }
    var pairs = new ArrayList<Paired<T>>();
    var taken = new BitSet();
    old.removeIf(
        one -> {
          Deque<Integer> others = waiting.getOrDefault(keys.old().apply(one), new ArrayDeque<>());
          if (others.isEmpty()) {
            return false;
          }
          int found = others.remove();
          taken.set(found);
          pairs.add(new Paired<>(Optional.of(one), Optional.of(now.get(found))));
          return true;
        });
    List<T> left =
        IntStream.range(0, now.size()).filter(i -> !taken.get(i)).<T>mapToObj(now::get).toList();
    now.clear();
    now.addAll(left);
    return pairs;
  }
}
