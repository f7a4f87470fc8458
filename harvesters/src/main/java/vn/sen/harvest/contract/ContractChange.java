package vn.sen.harvest.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vn.sen.harvest.contract.Contract.PromisedQuery;
import vn.sen.harvest.contract.Contract.PromisedRule;
import vn.sen.harvest.contract.Contract.Reference;
import vn.sen.vocab.Message;

/** A difference between two contracts. */
public sealed interface ContractChange {

  Kind kind();

  /** What it was and what it is, for people. */
  Message message();

  /**
   * Whether those who built on the old contract may be broken by data that keep the new one: they
   * find a column no more, or of another type, or values they were promised not to see.
   */
  boolean breaksConsumers();

  /** Whether data that broke the old contract may keep the new one. */
  default boolean loosens() {
    return kind() == Kind.LOOSENED || kind() == Kind.REMOVED;
  }

  /** What became of a promise. The order is the one in which people should see them. */
  enum Kind {
    /** Data may do what they could not. */
    LOOSENED,
    REMOVED,
    RENAMED,
    /** Otherwise; whether looser or tighter cannot be told. */
    CHANGED,
    TIGHTENED,
    ADDED;

    @JsonValue
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** What it is, seen from the new contract. */
    public Kind mirrored() {
      return switch (this) {
        case LOOSENED -> TIGHTENED;
        case TIGHTENED -> LOOSENED;
        case REMOVED -> ADDED;
        case ADDED -> REMOVED;
        case RENAMED, CHANGED -> this;
      };
    }
  }

  /** What of a column is promised otherwise. */
  enum Aspect {
    /** The column as a whole: it came, went, or is called otherwise. */
    COLUMN,
    PLACE,
    TYPE,
    REQUIRED,
    UNIQUE,
    TITLE,
    DESCRIPTION,
    UNIT,
    MINIMUM,
    MAXIMUM,
    MINIMUM_LENGTH,
    MAXIMUM_LENGTH,
    PATTERN,
    VALUES;

    @JsonValue
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Of a column, or of the place of all columns.
   *
   * @param column as the new contract calls it, or as the old one does where it is gone; empty for
   *     all columns
   * @param before, after empty where nothing is promised
   */
  record OfColumn(
      String column,
      Aspect aspect,
      Kind kind,
      String before,
      String after,
      boolean breaksConsumers,
      Message message)
      implements ContractChange {}

  /** Of the columns that identify a row. */
  record OfKey(Kind kind, List<String> before, List<String> after, Message message)
      implements ContractChange {
    @Override
    public boolean breaksConsumers() {
      return kind == Kind.LOOSENED || kind == Kind.REMOVED || kind == Kind.CHANGED;
    }
  }

  /** Of a reference into another table. */
  record OfReference(
      Kind kind, Optional<Reference> before, Optional<Reference> after, Message message)
      implements ContractChange {
    @Override
    public boolean breaksConsumers() {
      return kind == Kind.LOOSENED || kind == Kind.REMOVED || kind == Kind.CHANGED;
    }
  }

  /** Of a rule that is to hold. */
  record OfRule(
      Kind kind, Optional<PromisedRule> before, Optional<PromisedRule> after, Message message)
      implements ContractChange {
    @Override
    public boolean breaksConsumers() {
      return false;
    }
  }

  /** Of what a query is to give. */
  record OfQuery(
      Kind kind, Optional<PromisedQuery> before, Optional<PromisedQuery> after, Message message)
      implements ContractChange {
    @Override
    public boolean breaksConsumers() {
      return false;
    }
  }

  /**
   * Of how the columns are matched, of the file's bytes, or of a table that is referred to.
   *
   * @param about {@code match}, {@code file}, or the name of the other table
   * @param before, after empty where nothing is promised
   */
  record OfTable(String about, Kind kind, String before, String after, Message message)
      implements ContractChange {
    @Override
    public boolean breaksConsumers() {
      return about.equals("match") && (kind == Kind.LOOSENED || kind == Kind.CHANGED);
    }
  }

  /** Of a promise in words, that Sen does not hold the table against. */
  record OfWords(Kind kind, Optional<Message> before, Optional<Message> after, Message message)
      implements ContractChange {
    @Override
    public boolean breaksConsumers() {
      return false;
    }
  }
}
