package dev.understack.server.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanDurationTest {
  @ParameterizedTest
  @CsvSource({
    "PT-5S, <invalid>",
    "PT0S, 0s",
    "PT119S, 119s",
    "PT2M, 2m",
    "PT2M5S, 2m5s",
    "PT9M59S, 9m59s",
    "PT10M30S, 10m",
    "PT179M, 179m",
    "PT3H, 3h",
    "PT3H5M, 3h5m",
    "PT8H5M, 8h",
    "PT47H, 47h",
    "PT48H, 2d",
    "PT49H, 2d1h",
    "P8D, 8d",
    "P729D, 729d",
    "P731D, 2y1d",
    "P3650D, 10y"
  })
  void durationsReadAsKubectlPrintsThem(Duration duration, String text) {
    assertThat(HumanDuration.of(duration)).isEqualTo(text);
  }
}
