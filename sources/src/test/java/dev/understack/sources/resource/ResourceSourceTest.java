package dev.understack.sources.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understack.bus.BusEvent;
import dev.understack.sources.SourceFixture;
import dev.understack.sources.SourceStartException;
import dev.understack.sources.spi.RunningSource;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceSourceTest {
  private static final String OBJECTS =
      """
      apiVersion: v1
      kind: Namespace
      metadata: {name: openstack}
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: one, namespace: openstack, labels: {role: user}}
      stringData: {password: s3cret}
      ---
      apiVersion: v1
      kind: Secret
      metadata: {name: two, namespace: openstack}
      """;

  private static final String RIGHTS =
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: watch, namespace: openstack}
      rules: [{apiGroups: [""], resources: [secrets], verbs: [list, watch]}]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: watch, namespace: openstack}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: watch}
      subjects: [{kind: ServiceAccount, name: default, namespace: openstack}]
      """;

  private static final String SOURCE =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: EventSource
      metadata: {name: source, namespace: openstack}
      spec:
        resource:
          event:
            version: v1
            resource: secrets
            namespace: openstack
            eventTypes: [ADD, UPDATE]
            filter: {labels: [{key: role, operation: exists}]}
      """;

  @TempDir Path folder;

  @Test
  void makesOneEventOfAnObjectHoweverOftenItStarts() {
    try (SourceFixture fixture = SourceFixture.in(folder)) {
      // given
      fixture.apply(OBJECTS + "---\n" + RIGHTS);

      // when
      for (int i = 0; i < 3; i++) {
        try (RunningSource _ = fixture.start(new ResourceSource(), SOURCE)) {
          fixture.awaitEvents(1);
        }
      }

      // then
      assertThat(fixture.events()).hasSize(1);
      BusEvent event = fixture.events().getFirst();
      assertThat(event.data().path("type").asString()).isEqualTo("ADD");
      assertThat(event.data().at("/body/metadata/name").asString()).isEqualTo("one");
      assertThat(event.data().at("/body/data/password").asString()).isEqualTo("***");
      assertThat(event.data().path("oldBody").isNull()).isTrue();
      assertThat(event.data().path("resource").asString()).isEqualTo("secrets");
    }
  }

  @Test
  void needsTheRightsOfItsServiceAccount() {
    try (SourceFixture fixture = SourceFixture.in(folder)) {
      fixture.apply(OBJECTS);
      assertThatThrownBy(() -> fixture.start(new ResourceSource(), SOURCE))
          .isInstanceOf(SourceStartException.class)
          .hasMessageContaining("system:serviceaccount:openstack:default");
    }
  }
}
