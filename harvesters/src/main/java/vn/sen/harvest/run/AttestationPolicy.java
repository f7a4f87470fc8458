package vn.sen.harvest.run;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.sen.catalog.Attestation;
import vn.sen.catalog.RegisteredSource;
import vn.sen.vocab.Message;
import vn.sen.vocab.problem.InvalidRequestException;

/** Who may harvest a source whose security nobody attested. */
public enum AttestationPolicy {
  /** The schedule leaves it; a person may, and is told. */
  SCHEDULED,
  /** Nobody. */
  ALWAYS,
  /** Everybody: attestations are kept, and not asked for. */
  NEVER;

  /**
   * The policy of that name.
   *
   * @throws InvalidRequestException when there is none
   */
  public static AttestationPolicy of(String name) {
    return Arrays.stream(values())
        .filter(policy -> policy.key().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    "sen.harvest.attestation is one of %s, got '%s'"
                        .formatted(
                            Arrays.stream(values())
                                .map(AttestationPolicy::key)
                                .collect(Collectors.joining(", ")),
                            name)));
  }

  /** Its name in the configuration. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether {@code source} needs an attestation; the platform itself attests nothing to itself. */
  public boolean asks(RegisteredSource source) {
    return this != NEVER && !source.kind().equals(AttestationList.KIND);
  }

  /** Whether the schedule harvests {@code source} on {@code day}. */
  public boolean letsScheduleHarvest(RegisteredSource source, LocalDate day) {
    return !asks(source) || source.standing(day).isValid();
  }

  /** Whether a person may have {@code source} harvested on {@code day}. */
  public boolean letsPeopleHarvest(RegisteredSource source, LocalDate day) {
    return this != ALWAYS || !asks(source) || source.standing(day).isValid();
  }

  /** What is wrong with the attestation of {@code source}, and the cure; absent when nothing is. */
  public Optional<Message> notice(RegisteredSource source, LocalDate day) {
    if (!asks(source)) {
      return Optional.empty();
    }
    Attestation.Standing standing = source.standing(day);
    return switch (standing) {
      case VALID -> Optional.empty();
      case MISSING ->
          Optional.of(
              cure(
                  source,
                  "Nguồn %s chưa có xác nhận an toàn thông tin.".formatted(source.id()),
                  "The source %s has no security attestation.".formatted(source.id())));
      case EXPIRED, EXPIRING -> source.attestation().map(given -> ending(source, given, standing));
    };
  }

  private static Message ending(
      RegisteredSource source, Attestation given, Attestation.Standing standing) {
    boolean over = !standing.isValid();
    return cure(
        source,
        "Xác nhận an toàn thông tin của nguồn %s (cấp độ %d, %s) %s ngày %s."
            .formatted(
                source.id(),
                given.level(),
                given.reference(),
                over ? "đã hết hạn" : "sẽ hết hạn",
                given.expires()),
        "The security attestation of the source %s (level %d, %s) %s on %s."
            .formatted(
                source.id(),
                given.level(),
                given.reference(),
                over ? "expired" : "expires",
                given.expires()));
  }

  private static Message cure(RegisteredSource source, String vi, String en) {
    String command =
        "sen source attest %s --level 1..5 --date D --expires D --reference TEXT"
            .formatted(source.id());
    return new Message(
        "%s Ghi quyết định phê duyệt cấp độ: %s".formatted(vi, command),
        "%s Record the decision that grades its system: %s".formatted(en, command));
  }
}
