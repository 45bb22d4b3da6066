package dev.tusk.executor.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FailedLoginsTest {
  private final AtomicLong clock = new AtomicLong();
  private final FailedLogins logins = new FailedLogins(clock::get);

  private static InetAddress address(String text) throws UnknownHostException {
    return InetAddress.getByName(text);
  }

  @Test
  void eachFailureSlowsItsAddressAndNoOther() throws Exception {
    assertThat(logins.delayMillis(address("10.0.0.1"), 100)).isZero();
    logins.failed(address("10.0.0.1"));
    logins.failed(address("10.0.0.1"));
    assertThat(logins.delayMillis(address("10.0.0.1"), 100)).isEqualTo(200);
    assertThat(logins.delayMillis(address("10.0.0.2"), 100)).isZero();
    assertThat(logins.delayMillis(address("10.0.0.1"), 0)).as("switched off").isZero();
  }

  @Test
  void itBecomesNoSlowerForEverAndIsForgotten() throws Exception {
    for (int i = 0; i < 1000; i++) {
      logins.failed(address("10.0.0.1"));
    }
    assertThat(logins.delayMillis(address("10.0.0.1"), 100)).isEqualTo(100 * FailedLogins.SLOWEST);
    clock.addAndGet(FailedLogins.FORGOTTEN_NANOS + 1);
    assertThat(logins.delayMillis(address("10.0.0.1"), 100)).isZero();
  }

  @Test
  void anIpv6NetworkIsOneAddress() throws Exception {
    logins.failed(address("2001:db8:1:2::1"));
    logins.failed(address("2001:db8:1:2:ffff::2"));
    assertThat(logins.delayMillis(address("2001:db8:1:2::3"), 1)).isEqualTo(2);
    assertThat(logins.delayMillis(address("2001:db8:1:3::3"), 1)).isZero();
  }

  @Test
  void ofMoreAddressesThanFitThoseAreForgottenThatFailedLongestAgo() throws Exception {
    logins.failed(address("10.0.0.1"));
    logins.failed(address("10.0.0.2"));
    for (int i = 0; i < FailedLogins.MOST - 1; i++) {
      logins.failed(address("11.%d.%d.1".formatted(i / 256, i % 256)));
      logins.failed(address("10.0.0.1")); // goes on failing
    }
    assertThat(logins.size()).isEqualTo(FailedLogins.MOST);
    assertThat(logins.delayMillis(address("10.0.0.2"), 1)).isZero();
    assertThat(logins.delayMillis(address("10.0.0.1"), 1)).isEqualTo(FailedLogins.SLOWEST);
  }
}
