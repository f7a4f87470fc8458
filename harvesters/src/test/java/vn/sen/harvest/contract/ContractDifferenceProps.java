package vn.sen.harvest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import vn.sen.harvest.contract.ContractChange.Aspect;
import vn.sen.harvest.contract.ContractChange.OfColumn;
import vn.sen.harvest.contract.ContractChange.OfKey;
import vn.sen.harvest.contract.ContractChange.OfQuery;
import vn.sen.harvest.contract.ContractChange.OfReference;
import vn.sen.harvest.contract.ContractChange.OfRule;
import vn.sen.harvest.contract.ContractChange.OfTable;
import vn.sen.harvest.contract.ContractChange.OfWords;

/** Two contracts, seen from either side. */
class ContractDifferenceProps {

  @Provide
  Arbitrary<Contract> any() {
    return AnyContract.any();
  }

  @Property(tries = 500)
  void aContractDiffersInNothingFromItself(@ForAll("any") Contract contract) {
    assertThat(ContractDifference.between(contract, contract)).isEmpty();
  }

  @Property(tries = 2000)
  void whatIsLoosenedOneWayIsTightenedTheOther(
      @ForAll("any") Contract before, @ForAll("any") Contract after) {
    List<String> there =
        ContractDifference.between(before, after).stream().map(c -> seen(c, false)).toList();
    List<String> back =
        ContractDifference.between(after, before).stream().map(c -> seen(c, true)).toList();

    assertThat(back).containsExactlyInAnyOrderElementsOf(there);
  }

  @Property(tries = 500)
  void whatIsLoosenedComesFirst(@ForAll("any") Contract before, @ForAll("any") Contract after) {
    List<Boolean> loosens =
        ContractDifference.between(before, after).stream().map(ContractChange::loosens).toList();

    assertThat(loosens.lastIndexOf(true)).isEqualTo(count(loosens) - 1);
  }

  private static int count(List<Boolean> loosens) {
    return (int) loosens.stream().filter(each -> each).count();
  }

  /** A change in words that are the same from either side. */
  private static String seen(ContractChange change, boolean mirrored) {
    String kind = (mirrored ? change.kind().mirrored() : change.kind()).key();
    Object old;
    Object now;
    String about = change.getClass().getSimpleName();
    switch (change) {
      case OfColumn c -> {
        // A column that was renamed has another name on either side.
        about += c.aspect();
        old = c.aspect() == Aspect.PLACE ? "" : c.before();
        now = c.aspect() == Aspect.PLACE ? "" : c.after();
      }
      case OfKey c -> {
        old = c.before();
        now = c.after();
      }
      case OfReference c -> {
        old = c.before();
        now = c.after();
      }
      case OfRule c -> {
        old = c.before();
        now = c.after();
      }
      case OfQuery c -> {
        old = c.before();
        now = c.after();
      }
      case OfTable c -> {
        about += c.about();
        old = c.before();
        now = c.after();
      }
      case OfWords c -> {
        old = c.before();
        now = c.after();
      }
    }
    return "%s %s: %s -> %s".formatted(about, kind, mirrored ? now : old, mirrored ? old : now);
  }
}
