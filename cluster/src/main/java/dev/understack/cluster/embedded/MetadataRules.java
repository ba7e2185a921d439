package dev.understack.cluster.embedded;

import dev.understack.cluster.ApiException.Cause;
import dev.understack.language.kube.LabelNames;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Kubernetes' rules for names, labels and the other metadata, with its messages. */
final class MetadataRules {
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern LABEL_1035 = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
  private static final int SUBDOMAIN_LENGTH = 253;
  private static final int LABEL_LENGTH = 63;
  private static final int ANNOTATION_BYTES = 256 * 1024;

  private MetadataRules() {}

  /** Everything that is wrong with the metadata of an object that has its final name. */
  static List<Cause> faults(ResourceType type, KubeObject object) {
    List<Cause> faults = new ArrayList<>();
    name(type, object.name(), faults);
    if (type.namespaced()) {
      check("metadata.namespace", object.namespace(), labelFaults(object.namespace()), faults);
    }
    for (Map.Entry<String, String> label : object.labels().entrySet()) {
      check("metadata.labels", label.getKey(), LabelNames.faultsOfKey(label.getKey()), faults);
      check(
          "metadata.labels", label.getValue(), LabelNames.faultsOfValue(label.getValue()), faults);
    }
    annotations(object.annotations(), faults);
    for (String finalizer : object.finalizers()) {
      check("metadata.finalizers", finalizer, LabelNames.faultsOfKey(finalizer), faults);
    }
    owners(object.metadata().path("ownerReferences"), faults);
    return faults;
  }

  private static void name(ResourceType type, String name, List<Cause> faults) {
    if (name.isEmpty()) {
      faults.add(new Cause("metadata.name", "Required value: name or generateName is required"));
    } else if (type.equals(ResourceTypes.NAMESPACE)) {
      check("metadata.name", name, labelFaults(name), faults);
    } else if (type.equals(ResourceTypes.SERVICE)) {
      check("metadata.name", name, serviceFaults(name), faults);
    } else if (type.group().equals(ResourceTypes.ROLE.group())) {
      check("metadata.name", name, pathSegmentFaults(name), faults);
    } else {
      check("metadata.name", name, subdomainFaults(name), faults);
    }
  }

  private static void annotations(Map<String, String> annotations, List<Cause> faults) {
    long bytes = 0;
    for (Map.Entry<String, String> annotation : annotations.entrySet()) {
      String key = annotation.getKey();
      check(
          "metadata.annotations",
          key,
          LabelNames.faultsOfKey(key.toLowerCase(Locale.ROOT)),
          faults);
      bytes += key.length() + annotation.getValue().getBytes(StandardCharsets.UTF_8).length;
    }
    if (bytes > ANNOTATION_BYTES) {
      faults.add(
          new Cause(
              "metadata.annotations",
              "Too long: may not be more than " + ANNOTATION_BYTES + " bytes"));
    }
  }

  private static void owners(JsonNode owners, List<Cause> faults) {
    int index = 0;
    for (JsonNode owner : owners) {
      for (String field : List.of("apiVersion", "kind", "name", "uid")) {
        if (owner.path(field).asString("").isEmpty()) {
          faults.add(
              new Cause(
                  "metadata.ownerReferences[" + index + "]." + field,
                  "Invalid value: \"\": must not be empty"));
        }
      }
      index++;
    }
  }

  private static void check(String field, String value, List<String> problems, List<Cause> faults) {
    for (String problem : problems) {
      faults.add(new Cause(field, "Invalid value: \"" + value + "\": " + problem));
    }
  }

  private static List<String> subdomainFaults(String name) {
    List<String> faults = tooLong(name, SUBDOMAIN_LENGTH);
    if (!SUBDOMAIN.matcher(name).matches()) {
      faults.add(
          "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
              + " '.', and must start and end with an alphanumeric character (e.g. 'example.com',"
              + " regex used for validation is"
              + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')");
    }
    return faults;
  }

  private static List<String> labelFaults(String name) {
    List<String> faults = tooLong(name, LABEL_LENGTH);
    if (!LABEL.matcher(name).matches()) {
      faults.add(
          "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and"
              + " must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc',"
              + " regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')");
    }
    return faults;
  }

  private static List<String> serviceFaults(String name) {
    List<String> faults = tooLong(name, LABEL_LENGTH);
    if (!LABEL_1035.matcher(name).matches()) {
      faults.add(
          "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
              + " alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or"
              + " 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')");
    }
    return faults;
  }

  private static List<String> pathSegmentFaults(String name) {
    if (name.equals(".") || name.equals("..")) {
      return List.of("may not be '" + name + "'");
    }
    List<String> faults = new ArrayList<>();
    for (String part : List.of("/", "%")) {
      if (name.contains(part)) {
        faults.add("may not contain '" + part + "'");
      }
    }
    return faults;
  }

  private static List<String> tooLong(String name, int limit) {
    List<String> faults = new ArrayList<>();
    if (name.length() > limit) {
      faults.add("must be no more than " + limit + " characters");
    }
    return faults;
  }
}
