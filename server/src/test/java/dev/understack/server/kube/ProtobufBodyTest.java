package dev.understack.server.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ApiException.Reason;
import dev.understack.model.Json;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProtobufBodyTest {
  /** As {@code kubectl create configmap c --from-literal=a=b} sends it. */
  private static final byte[] CONFIG_MAP =
      Base64.getDecoder()
          .decode(
              "azhzAAoPCgJ2MRIJQ29uZmlnTWFwEh8KFQoBYxIAGgRhcmdvIgAqADIAOABCABIGCgFhEgFiGgAiAA==");

  @Test
  void anObjectIsReadAsJson() {
    assertThat(Json.read(Json.write(ProtobufBody.read(CONFIG_MAP))))
        .isEqualTo(
            Json.read(
                """
                {"apiVersion": "v1", "kind": "ConfigMap",
                 "metadata": {"name": "c", "namespace": "argo", "generation": 0}, "data": {"a": "b"}}
                """));
  }

  @Test
  void damagedBodiesAreRefusedAndNothingElseHappens() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] body = CONFIG_MAP.clone();
      for (int change = 0; change <= random.nextInt(4); change++) {
        body[random.nextInt(body.length)] = (byte) random.nextInt();
      }
      byte[] cut = java.util.Arrays.copyOf(body, random.nextInt(body.length + 1));
      try {
        assertThat(ProtobufBody.read(cut).isObject()).isTrue();
      } catch (ApiException e) {
        assertThat(e.reason()).isIn(Reason.BAD_REQUEST, Reason.UNSUPPORTED_MEDIA_TYPE);
      }
    }
  }

  @Test
  void kindsWithoutASchemaAreRefused() {
    byte[] body = Base64.getDecoder().decode("azhzAAoUCgdhcHBzL3YxEglEYWVtb25TZXQSABoAIgA=");
    assertThatThrownBy(() -> ProtobufBody.read(body))
        .hasMessage("DaemonSet of apps/v1 is accepted as JSON or YAML only");
  }
}
