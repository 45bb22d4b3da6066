package dev.tusk.executor.access;

import dev.tusk.sql.error.SqlException;
import dev.tusk.sql.error.SqlState;
import dev.tusk.storage.file.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what a client has to show: by the rules of {@code pg_hba.conf} in the data directory.
 *
 * <p>Without that file, and as long as no role has a password, clients of this machine are let in
 * as they are, and no others; from the first password on, everybody needs one.
 */
public final class AccessControl {
  /** The file of rules in the data directory. */
  public static final String FILE_NAME = "pg_hba.conf";

  /** The file of names that certificates have and roles that they may come as. */
  public static final String MAPS_FILE_NAME = "pg_ident.conf";

  private static final Logger LOG = LoggerFactory.getLogger(AccessControl.class);
  private static final String SECRET_FILE_NAME = "authentication-secret";
  private static final int SECRET_BYTES = 32;

  private static final AccessRules LOOPBACK =
      AccessRules.read(List.of("host all all 127.0.0.0/8 trust", "host all all ::1/128 trust"));
  private static final AccessRules PASSWORDS =
      AccessRules.read(List.of("host all all all scram-sha-256"));

  /** What is known of a role. */
  public interface Roles {
    /** Whether any has a password. */
    boolean anyPassword();

    /** A role's password that is valid now. */
    Optional<PasswordVerifier> password(String role);

    /** Whether a role is a member of another, as itself or through others. */
    boolean isMember(String member, String role);

    /** Why a role has none: a sentence for the log. */
    String withoutPassword(String role);
  }

  private final Path file;
  private final Path mapsFile;
  private final AuthenticationLines form;
  private final byte[] secret;
  private final Roles roles;
  private volatile @Nullable AccessRules fromFile;
  private volatile UserMaps maps = UserMaps.NONE;

  private AccessControl(Path directory, byte[] secret, Roles roles) {
    this.file = directory.resolve(FILE_NAME);
    this.mapsFile = directory.resolve(MAPS_FILE_NAME);
    this.form = new AuthenticationLines(directory);
    this.secret = secret;
    this.roles = roles;
  }

  /**
   * Reads the rules of a data directory.
   *
   * @throws IOException if they cannot be read or are no rules; says which line
   */
  public static AccessControl open(Path directory, Roles roles) throws IOException {
    AccessControl control = new AccessControl(directory, secret(directory), roles);
    AccessRules rules = control.load();
    if (rules != null && !rules.mistakes().isEmpty()) {
      throw new IOException(told(control.file, rules.mistakes().getFirst()));
    }
    control.fromFile = rules;
    control.loadMaps();
    return control;
  }

  /** Makes up passwords of roles that do not exist, always the same ones. */
  private static byte[] secret(Path directory) throws IOException {
    Path path = directory.resolve(SECRET_FILE_NAME);
    if (Files.exists(path)) {
      byte[] known = Files.readAllBytes(path);
      if (known.length == SECRET_BYTES) {
        return known;
      }
    }
    byte[] made = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(made);
    try (FileChannel channel =
        PrivateFiles.open(
            path,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING))) {
      channel.write(ByteBuffer.wrap(made));
      channel.force(true);
    }
    return made;
  }

  private @Nullable AccessRules load() throws IOException {
    return Files.isRegularFile(file) ? RuleReader.read(form, Files.readAllLines(file)) : null;
  }

  private static String told(Path file, AccessRules.Mistake mistake) {
    return file + " line " + mistake.line() + ": " + mistake.reason();
  }

  /** Reads the files again; what is wrong with one is logged, and then it stays as it was. */
  public boolean reload() {
    boolean mapped = loadMaps();
    try {
      AccessRules rules = load();
      if (rules != null && refused(file, rules.mistakes())) {
        return false;
      }
      fromFile = rules;
      return mapped;
    } catch (IOException | UncheckedIOException e) {
      LOG.error("{} was not reloaded", file, e);
      return false;
    }
  }

  private boolean loadMaps() {
    UserMaps read = mapsInFile();
    if (refused(mapsFile, read.mistakes())) {
      return false;
    }
    maps = read;
    return true;
  }

  private static boolean refused(Path file, List<AccessRules.Mistake> mistakes) {
    mistakes.forEach(m -> LOG.error("{}", told(file, m)));
    if (!mistakes.isEmpty()) {
      LOG.error("{} was not reloaded", file);
    }
    return !mistakes.isEmpty();
  }

  /** The rules as the file has them now, mistakes included; without a file those that hold then. */
  public AccessRules inFile() {
    try {
      AccessRules rules = load();
      return rules == null ? withoutFile().unwritten() : rules;
    } catch (IOException | UncheckedIOException e) {
      return new AccessRules(List.of(), List.of(unread(file)));
    }
  }

  /** The maps as the file has them now, mistakes included; none without a file. */
  public UserMaps mapsInFile() {
    try {
      return Files.isRegularFile(mapsFile)
          ? UserMaps.read(form, Files.readAllLines(mapsFile))
          : UserMaps.NONE;
    } catch (IOException | UncheckedIOException e) {
      return new UserMaps(List.of(), List.of(unread(mapsFile)));
    }
  }

  private static AccessRules.Mistake unread(Path file) {
    return new AccessRules.Mistake(0, "could not open file \"" + file + "\"");
  }

  /** The rules that hold. */
  public AccessRules rules() {
    AccessRules own = fromFile;
    return own != null ? own : withoutFile();
  }

  private AccessRules withoutFile() {
    return roles.anyPassword() ? PASSWORDS : LOOPBACK;
  }

  /** Whether clients of other machines are let in, and none of them without showing something. */
  public boolean readyForNetwork() {
    return fromFile != null || roles.anyPassword();
  }

  /** What a client has to show. */
  public AccessDecision decide(AccessRequest client) {
    Optional<AccessRule> rule = ruleFor(client);
    return rule.map(found -> decide(found, client))
        .orElseGet(() -> new AccessDecision.Refuse(noRule(client), ""));
  }

  /** How a client was let in, for the log: the method, and the rule that says so. */
  public String way(AccessRequest client) {
    return ruleFor(client)
        .map(rule -> "method=" + rule.method().text() + " (" + place(rule) + ")")
        .orElse("");
  }

  private Optional<AccessRule> ruleFor(AccessRequest client) {
    return rules().find(client, roles::isMember);
  }

  /** Where a rule stands; those that hold without a file stand nowhere. */
  private String place(AccessRule rule) {
    return fromFile == null ? "no " + FILE_NAME : file + ":" + rule.line();
  }

  private String matched(AccessRule rule) {
    return fromFile == null
        ? "There is no " + FILE_NAME + "; what holds then is \"" + rule.text() + "\"."
        : "Connection matched " + FILE_NAME + " line " + rule.line() + ": \"" + rule.text() + "\"";
  }

  private AccessDecision decide(AccessRule rule, AccessRequest client) {
    if (rule.needsCertificate() && !client.certified()) {
      return refuse(rule, refusal("connection requires a valid client certificate"));
    }
    if (rule.needsCertificateOfRole() && !showsItsRole(rule, client)) {
      return refuse(
          rule, refusal("certificate authentication failed for user \"" + client.user() + "\""));
    }
    return switch (rule.method()) {
      case TRUST, CERTIFICATE -> new AccessDecision.Admit();
      case REJECT ->
          refuse(rule, refusal("pg_hba.conf rejects connection for " + described(client)));
      case SCRAM -> ask(rule, client, AccessDecision.AskScram::new);
      case PASSWORD ->
          client.encrypted()
              ? ask(rule, client, AccessDecision.AskPassword::new)
              : refuse(
                  rule,
                  refusal(
                          "password authentication needs an encrypted connection, or everybody on"
                              + " the way could read the password")
                      .withHint(
                          "Connect with TLS, or use \"scram-sha-256\" in line "
                              + rule.line()
                              + " of pg_hba.conf."));
    };
  }

  /** Whether the name in a certificate is the role's, or a map lets it come as that. */
  private boolean showsItsRole(AccessRule rule, AccessRequest client) {
    String shown =
        "DN".equals(rule.options().get("clientname"))
            ? client.distinguishedName()
            : client.certificateName();
    String map = rule.options().getOrDefault("map", "");
    if (shown == null || shown.isEmpty()) {
      return false;
    }
    return map.isEmpty() ? client.user().equals(shown) : maps.allow(map, shown, client.user());
  }

  private AccessDecision refuse(AccessRule rule, SqlException reason) {
    return new AccessDecision.Refuse(reason, matched(rule));
  }

  private interface Ask {
    AccessDecision of(
        PasswordVerifier verifier, boolean genuine, SqlException refusal, String forLog);
  }

  private AccessDecision ask(AccessRule rule, AccessRequest client, Ask ask) {
    Optional<PasswordVerifier> known = roles.password(client.user());
    return ask.of(
        known.orElseGet(() -> PasswordVerifier.madeUp(client.user(), secret)),
        known.isPresent(),
        wrongPassword(client),
        (known.isPresent() ? "" : roles.withoutPassword(client.user()) + "\n") + matched(rule));
  }

  private static SqlException noRule(AccessRequest client) {
    return refusal("no pg_hba.conf entry for " + described(client));
  }

  private static String described(AccessRequest client) {
    return "host \""
        + client.address().getHostAddress()
        + "\", user \""
        + client.user()
        + "\", database \""
        + client.database()
        + "\", "
        + (client.encrypted() ? "SSL encryption" : "no encryption");
  }

  private static SqlException refusal(String message) {
    return SqlException.of(SqlState.INVALID_AUTHORIZATION_SPECIFICATION, message);
  }

  private static SqlException wrongPassword(AccessRequest client) {
    return SqlException.of(
        SqlState.INVALID_PASSWORD,
        "password authentication failed for user \"" + client.user() + "\"");
  }
}
