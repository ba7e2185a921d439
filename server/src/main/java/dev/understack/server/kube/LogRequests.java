package dev.understack.server.kube;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ApiException.Reason;
import dev.understack.cluster.PodLogs;
import dev.understack.cluster.PodLogs.LogRequest;
import dev.understack.cluster.PodLogs.Sink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** {@code pods/log}. */
final class LogRequests {
  private final PodLogs logs;
  private final Clock clock;

  LogRequests(PodLogs logs, Clock clock) {
    this.logs = logs;
    this.clock = clock;
  }

  void serve(Exchange exchange, Target target) {
    LogRequest request =
        new LogRequest(
            target.namespace(),
            target.name(),
            exchange.query("container"),
            exchange.isTrue("follow"),
            exchange.isTrue("timestamps"),
            since(exchange),
            exchange.number("tailLines"));
    try (Stream stream = new Stream(exchange, exchange.number("limitBytes"))) {
      logs.read(request, stream);
    } catch (IOException _) {
      // The client went away.
    }
  }

  private Optional<Instant> since(Exchange exchange) {
    OptionalInt seconds = exchange.number("sinceSeconds");
    if (seconds.isPresent()) {
      return Optional.of(clock.instant().minusSeconds(seconds.getAsInt()));
    }
    String time = exchange.query("sinceTime");
    try {
      return time.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(time));
    } catch (DateTimeException _) {
      throw new ApiException(Reason.BAD_REQUEST, "sinceTime: Invalid value: \"" + time + "\"");
    }
  }

  /** Opens the response with the first line, so that a refusal before it is still a Status. */
  private static final class Stream implements Sink, AutoCloseable {
    private final Exchange exchange;
    private long bytesLeft;
    private @Nullable OutputStream out;
    private boolean broken;

    Stream(Exchange exchange, OptionalInt limit) {
      this.exchange = exchange;
      this.bytesLeft = limit.isPresent() ? limit.getAsInt() : Long.MAX_VALUE;
    }

    @Override
    public boolean line(String line) {
      byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
      int length = (int) Math.min(bytes.length, bytesLeft);
      try {
        OutputStream open = open();
        open.write(bytes, 0, length);
        open.flush();
        bytesLeft -= length;
      } catch (IOException _) {
        broken = true;
      }
      return isOpen();
    }

    @Override
    public boolean isOpen() {
      return !broken && bytesLeft > 0;
    }

    @Override
    public void close() throws IOException {
      if (out != null) {
        out.close();
      } else if (!exchange.isAnswered()) {
        exchange.sendText(200, "");
      }
    }

    private OutputStream open() {
      OutputStream open = out;
      if (open == null) {
        open = exchange.stream("text/plain");
        out = open;
      }
      return open;
    }
  }
}
