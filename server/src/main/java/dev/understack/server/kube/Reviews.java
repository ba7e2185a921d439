package dev.understack.server.kube;

import dev.understack.cluster.Identity;
import dev.understack.cluster.rbac.Access;
import dev.understack.cluster.rbac.PolicyRule;
import dev.understack.cluster.rbac.RbacPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers to "may I?", "may they?", "what may I?" and "who am I?". Nothing of it is stored. */
final class Reviews {
  /** Plural name to kind, by group. */
  static final Map<String, Map<String, String>> KINDS =
      Map.of(
          "authorization.k8s.io",
              Map.of(
                  "selfsubjectaccessreviews", "SelfSubjectAccessReview",
                  "selfsubjectrulesreviews", "SelfSubjectRulesReview",
                  "subjectaccessreviews", "SubjectAccessReview",
                  "localsubjectaccessreviews", "LocalSubjectAccessReview"),
          "authentication.k8s.io",
              Map.of(
                  "selfsubjectreviews", "SelfSubjectReview",
                  "tokenreviews", "TokenReview"));

  private static final PolicyRule EVERYTHING =
      new PolicyRule(Set.of("*"), Set.of("*"), Set.of("*"), Set.of(), Set.of());

  private final Authenticator authenticator;
  private final RbacPolicy policy;
  private final Identity caller;

  Reviews(Authenticator authenticator, RbacPolicy policy, Identity caller) {
    this.authenticator = authenticator;
    this.policy = policy;
    this.caller = caller;
  }

  /** The review with its answer. */
  ObjectNode answer(String kind, ObjectNode review) {
    ObjectNode answer = review.deepCopy();
    ObjectNode status = answer.putObject("status");
    JsonNode spec = review.path("spec");
    switch (kind) {
      case "SelfSubjectAccessReview" -> status.put("allowed", isAllowed(caller, spec));
      case "SubjectAccessReview", "LocalSubjectAccessReview" ->
          status.put("allowed", isAllowed(subject(spec), spec));
      case "SelfSubjectRulesReview" -> rules(status, spec.path("namespace").asString(""));
      case "SelfSubjectReview" -> user(status.putObject("userInfo"), caller);
      case "TokenReview" -> token(status, spec.path("token").asString(""));
      default -> throw Target.noSuchResource();
    }
    return answer;
  }

  private boolean isAllowed(Identity identity, JsonNode spec) {
    if (spec.has("nonResourceAttributes")) {
      return policy.allows(
          identity,
          spec.path("nonResourceAttributes").path("verb").asString(""),
          spec.path("nonResourceAttributes").path("path").asString(""));
    }
    JsonNode asked = spec.path("resourceAttributes");
    return policy.allows(
        identity,
        new Access(
            asked.path("verb").asString(""),
            asked.path("group").asString(""),
            asked.path("resource").asString(""),
            asked.path("subresource").asString(""),
            asked.path("namespace").asString(""),
            asked.path("name").asString("")));
  }

  private static Identity subject(JsonNode spec) {
    List<String> groups = new ArrayList<>();
    spec.path("groups").forEach(group -> groups.add(group.asString("")));
    return new Identity(spec.path("user").asString(""), groups);
  }

  private void rules(ObjectNode status, String namespace) {
    ArrayNode resources = status.putArray("resourceRules");
    ArrayNode urls = status.putArray("nonResourceRules");
    List<PolicyRule> rules =
        policy.isMaster(caller)
            ? List.of(EVERYTHING)
            : policy.grants(caller).stream()
                .filter(grant -> grant.namespace().isEmpty() || grant.namespace().equals(namespace))
                .map(RbacPolicy.Grant::rule)
                .toList();
    for (PolicyRule rule : rules) {
      ObjectNode node = rule.urls().isEmpty() ? resources.addObject() : urls.addObject();
      texts(node, "verbs", rule.verbs());
      if (rule.urls().isEmpty()) {
        texts(node, "apiGroups", rule.groups());
        texts(node, "resources", rule.resources());
        if (!rule.names().isEmpty()) {
          texts(node, "resourceNames", rule.names());
        }
      } else {
        texts(node, "nonResourceURLs", rule.urls());
      }
    }
    status.put("incomplete", false);
  }

  private void token(ObjectNode status, String token) {
    status.put("authenticated", false);
    authenticator
        .identify(token)
        .ifPresent(identity -> {
          status.put("authenticated", true);
          user(status.putObject("user"), identity);
        });
  }

  private static void user(ObjectNode node, Identity identity) {
    node.put("username", identity.user());
    ArrayNode groups = node.putArray("groups");
    identity.groups().forEach(groups::add);
  }

  private static void texts(ObjectNode node, String field, Set<String> texts) {
    ArrayNode array = node.putArray(field);
    new TreeSet<>(texts).forEach(array::add);
  }
}
