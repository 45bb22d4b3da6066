package dev.tusk.wire.connection;

import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioChannelOption;
import java.net.SocketOption;
import jdk.net.ExtendedSocketOptions;

/**
 * How the operating system asks a silent client whether it is there (tcp(7)). 0 leaves what was.
 *
 * @param idleSeconds of silence before it is asked
 * @param intervalSeconds from one question to the next
 * @param count of questions without an answer that end the connection
 */
public record KeepAlive(int idleSeconds, int intervalSeconds, int count) {

  void applyTo(Channel channel) {
    set(channel, ExtendedSocketOptions.TCP_KEEPIDLE, idleSeconds);
    set(channel, ExtendedSocketOptions.TCP_KEEPINTERVAL, intervalSeconds);
    set(channel, ExtendedSocketOptions.TCP_KEEPCOUNT, count);
  }

  private static void set(Channel channel, SocketOption<Integer> option, int value) {
    if (value > 0) {
      channel.config().setOption(NioChannelOption.of(option), value);
    }
  }
}
