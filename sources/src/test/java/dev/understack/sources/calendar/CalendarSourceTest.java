package dev.understack.sources.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.model.Faults;
import dev.understack.model.Fields;
import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import dev.understack.sources.SourceFixture;
import dev.understack.sources.spi.RunningSource;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

class CalendarSourceTest {
  @TempDir Path folder;

  @Test
  void firesAtIntervals() {
    try (SourceFixture fixture = SourceFixture.in(folder);
        RunningSource _ =
            fixture.start(
                new CalendarSource(),
                """
                apiVersion: argoproj.io/v1alpha1
                kind: EventSource
                metadata: {name: source, namespace: openstack}
                spec: {calendar: {event: {interval: 1s, metadata: {k: v}}}}
                """)) {
      String data = fixture.awaitEvents(2).getFirst().dataText();
      assertThat(data)
          .matches(
              "\\{\"eventTime\":\"[0-9-]{10} [0-9:]{8} \\+0000 UTC\",\"metadata\":\\{\"k\":\"v\"}}");
    }
  }

  @Test
  void leavesOutExcludedDaysOfItsZone() {
    // given
    FireTimes times =
        times(
            "{\"schedule\":\"0 22 * * *\",\"timezone\":\"America/New_York\","
                + "\"exclusionDates\":[\"EXDATE:20240302T000000Z,20240303T235959Z\"]}");

    // then
    assertThat(times.after(Instant.parse("2024-03-02T03:00:00Z")))
        .contains(Instant.parse("2024-03-05T03:00:00Z"));
  }

  @Test
  void saysWhatIsWrongWithASchedule() {
    ObjectNode config = (ObjectNode) Json.read("{\"schedule\":\"@hourly\"}");
    Faults faults = Faults.of(KubeObject.of(config));
    new CalendarSource().check(new Fields(config, "spec.calendar.event", faults));
    assertThat(faults.list()).hasSize(1);
    assertThat(faults.list().getFirst().message()).startsWith("failed to parse schedule @hourly");
  }

  private static FireTimes times(String json) {
    ObjectNode config = (ObjectNode) Json.read(json);
    Faults faults = Faults.of(KubeObject.of(config));
    CalendarOptions options = CalendarOptions.read(new Fields(config, "", faults));
    assertThat(faults.list()).isEmpty();
    return new FireTimes(options);
  }
}
