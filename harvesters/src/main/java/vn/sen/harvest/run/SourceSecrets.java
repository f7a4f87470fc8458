package vn.sen.harvest.run;

import com.fasterxml.jackson.core.type.TypeReference;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import vn.sen.catalog.Vault;
import vn.sen.harvest.Credentials;
import vn.sen.harvest.Secret;
import vn.sen.vocab.Json;
import vn.sen.vocab.SourceId;

/** The credentials of sources, in the vault. */
public final class SourceSecrets {
  private static final String KIND = "kind";

  private final Vault vault;

  public SourceSecrets(Vault vault) {
    this.vault = vault;
  }

  /** Takes the place of those that the source had. */
  public void put(SourceId source, Credentials credentials) {
    vault.put(
        source,
        credentials.kind(),
        Json.write(members(credentials)).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Absent where the source has none.
   *
   * @throws vn.sen.vocab.problem.StoreUnavailableException when they cannot be unlocked
   */
  public Optional<Credentials> find(SourceId source) {
    return vault.find(source).map(SourceSecrets::read);
  }

  public void remove(SourceId source) {
    vault.remove(source);
  }

  /** What kind of credentials each source has that has some; not what they are. */
  public Map<SourceId, String> kinds() {
    return vault.kinds();
  }

  private static Map<String, String> members(Credentials credentials) {
    var members = new LinkedHashMap<String, String>();
    members.put(KIND, credentials.kind());
    switch (credentials) {
      case Credentials.Basic(String user, Secret password) -> {
        members.put("user", user);
        members.put("password", password.reveal());
      }
      case Credentials.Header(String name, Secret value) -> {
        members.put("name", name);
        members.put("value", value.reveal());
      }
      case Credentials.OAuth2(
              URI tokenUrl,
              String client,
              Secret secret,
              Optional<String> scope) -> {
        members.put("tokenUrl", tokenUrl.toString());
        members.put("client", client);
        members.put("secret", secret.reveal());
        scope.ifPresent(words -> members.put("scope", words));
      }
      case Credentials.PrivateKey(Secret key, Optional<Secret> passphrase) -> {
        members.put("key", key.reveal());
        passphrase.ifPresent(words -> members.put("passphrase", words.reveal()));
      }
    }
    return members;
  }

  private static Credentials read(byte[] stored) {
    Map<String, String> of =
        Json.read(
            new String(stored, StandardCharsets.UTF_8),
            new TypeReference<Map<String, String>>() {});
    return switch (demand(of, KIND)) {
      case "basic" -> new Credentials.Basic(demand(of, "user"), new Secret(demand(of, "password")));
      case "header" -> new Credentials.Header(demand(of, "name"), new Secret(demand(of, "value")));
      case "oauth2" ->
          new Credentials.OAuth2(
              URI.create(demand(of, "tokenUrl")),
              demand(of, "client"),
              new Secret(demand(of, "secret")),
              Optional.ofNullable(of.get("scope")));
      case "key" ->
          new Credentials.PrivateKey(
              new Secret(demand(of, "key")),
              Optional.ofNullable(of.get("passphrase")).map(Secret::new));
      default -> throw new IllegalStateException("credentials of an unknown kind are stored");
    };
  }

  private static String demand(Map<String, String> members, String name) {
    return Optional.ofNullable(members.get(name))
        .orElseThrow(() -> new IllegalStateException("stored credentials lack " + name));
  }
}
