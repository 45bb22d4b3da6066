package dev.tusk.executor.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which rule of pg_hba.conf a client meets, and which names of certificates may come as a role. */
class AccessControlTest {
  @TempDir Path directory;

  /** Carl is of the staff, and the staff of all. */
  private static final AccessControl.Roles ROLES =
      new AccessControl.Roles() {
        @Override
        public boolean anyPassword() {
          return false;
        }

        @Override
        public Optional<PasswordVerifier> password(String role) {
          return Optional.empty();
        }

        @Override
        public boolean isMember(String member, String role) {
          return member.equals(role)
              || Set.of("carl staff", "carl everyone", "staff everyone")
                  .contains(member + " " + role);
        }

        @Override
        public String withoutPassword(String role) {
          return "";
        }
      };

  private AccessControl rules(String... lines) throws IOException {
    Files.write(directory.resolve("pg_hba.conf"), List.of(lines));
    return AccessControl.open(directory, ROLES);
  }

  private void maps(String... lines) throws IOException {
    Files.write(directory.resolve("pg_ident.conf"), List.of(lines));
  }

  private static AccessRequest client(String user, String database, @Nullable String certificate) {
    return new AccessRequest(
        user,
        database,
        InetAddress.getLoopbackAddress(),
        true,
        certificate != null,
        certificate,
        certificate == null ? null : "CN=" + certificate + ",O=tusk");
  }

  private static boolean admitted(AccessControl control, AccessRequest client) {
    return control.decide(client) instanceof AccessDecision.Admit;
  }

  @Test
  void aRuleOfAGroupIsForItsMembers() throws IOException {
    AccessControl control = rules("host all +everyone all trust");
    assertThat(admitted(control, client("carl", "any", null))).isTrue();
    assertThat(admitted(control, client("everyone", "any", null))).isTrue();
    assertThat(admitted(control, client("eve", "any", null))).isFalse();
    control = rules("host all \"+everyone\" all trust");
    assertThat(admitted(control, client("carl", "any", null))).isFalse();
    assertThat(admitted(control, client("+everyone", "any", null))).isTrue();
  }

  @Test
  void samerolesRuleIsForMembersOfTheRoleNamedAsTheDatabase() throws IOException {
    AccessControl control = rules("host samerole all all trust");
    assertThat(admitted(control, client("carl", "staff", null))).isTrue();
    assertThat(admitted(control, client("carl", "carl", null))).isTrue();
    assertThat(admitted(control, client("eve", "staff", null))).isFalse();
    control = rules("host sameuser all all trust");
    assertThat(admitted(control, client("carl", "staff", null))).isFalse();
    assertThat(admitted(control, client("carl", "carl", null))).isTrue();
  }

  @Test
  void withoutAFileTheRulesThatHoldStandInNoLine() throws IOException {
    assertThat(AccessControl.open(directory, ROLES).inFile().rules())
        .extracting(AccessRule::line, AccessRule::text)
        .containsExactly(
            tuple(0, "host all all 127.0.0.0/8 trust"), tuple(0, "host all all ::1/128 trust"));
    assertThat(rules("host all all all trust").inFile().rules())
        .extracting(AccessRule::line)
        .containsExactly(1);
  }

  @Test
  void namesMayStandInAFileOfTheirOwn() throws IOException {
    Files.write(directory.resolve("names"), List.of("carl # first", "\"all\", +staff"));
    AccessControl control = rules("host all @names all trust");
    assertThat(admitted(control, client("carl", "x", null))).isTrue();
    assertThat(admitted(control, client("staff", "x", null))).isTrue();
    assertThat(admitted(control, client("all", "x", null))).isTrue();
    assertThat(admitted(control, client("eve", "x", null))).isFalse();
    Files.delete(directory.resolve("names"));
    assertThat(control.inFile().mistakes())
        .extracting(AccessRules.Mistake::reason)
        .containsExactly(
            "could not open secondary authentication file \"@names\" as \""
                + directory.resolve("names")
                + "\": No such file or directory");
    Files.write(directory.resolve("names"), List.of("@names"));
    assertThat(control.inFile().mistakes()).hasSize(1);
  }

  @Test
  void aMapSaysWhichCertificatesComeAsARole() throws IOException {
    maps(
        "# map name role",
        "m charles carl",
        "m /^(.*)@tusk\\.dev$ \\1",
        "m \"/^robot[0-9]+$\" robots",
        "other eve carl");
    AccessControl control = rules("hostssl all all all cert map=m");
    assertThat(admitted(control, client("carl", "x", "charles"))).isTrue();
    assertThat(admitted(control, client("ann", "x", "ann@tusk.dev"))).isTrue();
    assertThat(admitted(control, client("robots", "x", "robot7"))).isTrue();
    assertThat(admitted(control, client("carl", "x", "carl"))).isFalse();
    assertThat(admitted(control, client("carl", "x", "eve"))).isFalse();
    assertThat(admitted(control, client("ann", "x", "bob@tusk.dev"))).isFalse();
    assertThat(admitted(control, client("robots", "x", "xrobot7"))).isFalse();
    assertThat(admitted(control, client("carl", "x", null))).isFalse();
  }

  @Test
  void aLineThatCannotBeFollowedEndsTheSearch() throws IOException {
    maps("m /^c \\1", "m charles carl");
    AccessControl control = rules("hostssl all all all cert map=m");
    assertThat(admitted(control, client("carl", "x", "charles"))).isFalse();
  }

  @Test
  void theWholeNameOfACertificateMayBeAskedFor() throws IOException {
    maps("m \"CN=charles,O=tusk\" carl");
    AccessControl control = rules("hostssl all all all cert map=m clientname=DN");
    assertThat(admitted(control, client("carl", "x", "charles"))).isTrue();
    assertThat(admitted(control, client("carl", "x", "carl"))).isFalse();
    control = rules("hostssl all all all cert map=m");
    assertThat(admitted(control, client("carl", "x", "charles"))).isFalse();
  }

  @Test
  void wrongMapsAreNotTakenOver() throws IOException {
    maps("m charles carl");
    AccessControl control = rules("hostssl all all all cert map=m");
    maps("m charles", "a,b c d", "m /( x");
    assertThat(control.reload()).isFalse();
    assertThat(admitted(control, client("carl", "x", "charles"))).isTrue();
    assertThat(control.mapsInFile().mistakes())
        .containsExactly(
            new AccessRules.Mistake(1, "missing entry at end of line"),
            new AccessRules.Mistake(2, "multiple values in ident field"),
            new AccessRules.Mistake(
                3, "invalid regular expression \"(\": parentheses () not balanced"));
    maps("m eve carl");
    assertThat(control.reload()).isTrue();
    assertThat(admitted(control, client("carl", "x", "charles"))).isFalse();
    assertThat(admitted(control, client("carl", "x", "eve"))).isTrue();
  }

  @Test
  void optionsAreForTheirMethodsAlone() throws IOException {
    Files.write(
        directory.resolve("pg_hba.conf"),
        List.of(
            "hostssl all all all scram-sha-256 map=m",
            "host all all all trust clientname=DN",
            "hostssl all all all cert clientname=X"));
    AccessControl control;
    try {
      AccessControl.open(directory, ROLES);
      throw new AssertionError("wrong rules are taken");
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("line 1: authentication option \"map\" is only valid");
    }
    control = rules("host all all all trust");
    Files.write(
        directory.resolve("pg_hba.conf"),
        List.of("host all all all trust clientname=DN", "hostssl all all all cert clientname=X"));
    assertThat(control.reload()).isFalse();
    assertThat(control.inFile().mistakes())
        .extracting(AccessRules.Mistake::reason)
        .containsExactly(
            "clientname can only be configured for \"hostssl\" rows",
            "invalid value for clientname: \"X\"");
  }
}
