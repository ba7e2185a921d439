package dev.understack.operations.keystone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.operations.SiteFixture;
import dev.understack.operations.json.Trees;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeystoneAutomationUserTest {
  private final SiteFixture site = new SiteFixture();
  private String service = "";

  @BeforeEach
  void seed() {
    service = site.keystone.createDomain("service");
    String infra = site.keystone.createDomain("infra");
    site.keystone.createProject("baremetal", infra, "");
    site.run.files.put("/tmp/user-create/password", "first-password");
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void secretBecomesUserWithPasswordAndExactlyItsRoles() {
    assertThat(upsert("infra-readwrite.tenant-read")).isZero();
    assertThat(password()).isEqualTo("first-password");
    assertThat(site.keystone.grants()).hasSize(3).anyMatch(grant -> grant.contains("OS-INHERIT"));

    assertThat(upsert("tenant-read")).isZero();

    assertThat(site.keystone.grants()).hasSize(2);
    Set<String> scopes =
        site.keystone.grants().stream()
            .map(grant -> grant.replaceAll("/.*", ""))
            .collect(Collectors.toSet());
    assertThat(scopes).containsExactlyInAnyOrder("projects", "OS-INHERIT");
  }

  @Test
  void repeatedUpsertChangesNothing() {
    upsert("infra-read");
    site.keystone.http().forgetCalls();

    assertThat(upsert("infra-read")).isZero();

    assertThat(site.keystone.http().writes())
        .extracting(call -> call.title())
        .containsOnly("POST /v3/auth/tokens");
  }

  @Test
  void newPasswordIsSetAndNeverLogged() {
    upsert("");
    site.run.files.put("/tmp/user-create/password", "second-password");

    assertThat(upsert("")).isZero();

    assertThat(password()).isEqualTo("second-password");
    assertThat(site.run.err() + site.run.out()).doesNotContain("second-password");
  }

  @Test
  void deletedSecretDeletesUserOnce() {
    upsert("infra-read");

    assertThat(delete()).isZero();
    assertThat(delete()).isZero();

    assertThat(site.keystone.user("baremetal-manage", service)).isEmpty();
  }

  @Test
  void endOfARotatedSecretLeavesTheUserOfTheNewOne() {
    upsert("infra-read", "uid-1");
    upsert("infra-read", "uid-2");

    assertThat(delete("uid-1")).isZero();

    assertThat(password()).isEqualTo("first-password");
    assertThat(site.run.err()).contains("user baremetal-manage stays");
    assertThat(delete("uid-2")).isZero();
    assertThat(site.keystone.user("baremetal-manage", service)).isEmpty();
  }

  private int upsert(String roles) {
    return upsert(roles, "");
  }

  private int upsert(String roles, String uid) {
    return site.run.run(
        "keystone-automation-user",
        "upsert",
        "--secret-uid",
        uid,
        "--secret",
        "the-secret",
        "--user",
        "baremetal-manage",
        "--roles",
        roles);
  }

  private int delete() {
    return delete("");
  }

  private int delete(String uid) {
    return site.run.run(
        "keystone-automation-user",
        "delete",
        "--secret-uid",
        uid,
        "--secret",
        "the-secret",
        "--user",
        "baremetal-manage");
  }

  private String password() {
    return Trees.text(site.keystone.user("baremetal-manage", service).orElseThrow(), "password")
        .orElse("");
  }
}
